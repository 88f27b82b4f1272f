using Groundwork.Search.Bytes;

namespace Groundwork.Search.Segments;

/// <summary>Writes filter columns as two sections: the data column by column, then where each is and how it is packed.</summary>
internal sealed class ColumnsWriter
{
    private readonly SectionWriter _file;
    private readonly int _entryCount;
    private readonly ByteBuffer _directory = new();
    private int _columns;

    /// <summary>Begins the columns' data.</summary>
    public ColumnsWriter(SectionWriter file, int entryCount)
    {
        (_file, _entryCount) = (file, entryCount);
        file.Begin();
    }

    /// <summary>Adds a column of strings that holds at least one.</summary>
    public void Add(ColumnName column, TextColumnWriter values)
    {
        Begin(column);
        values.Write(_file, _directory);
    }

    /// <summary>Adds a column of numbers or dates that holds at least one.</summary>
    /// <param name="column">Its name.</param>
    /// <param name="values">Ascending.</param>
    /// <param name="entries">The entry of each value; for equal values ascending.</param>
    public void Add(ColumnName column, ReadOnlySpan<long> values, ReadOnlySpan<int> entries)
    {
        Begin(column);
        var least = values[0];
        ulong step = 0;
        foreach (var value in values) step = Gcd(Distance(value), step);
        step = Math.Max(1, step);
        var width = PackedIntegers.WidthFor(Distance(values[^1]) / step);
        var bytes = new ByteBuffer((values.Length * 8) + 16);
        var codes = new PackedWriter(bytes, width);
        foreach (var value in values) codes.Add(Distance(value) / step);
        codes.Finish();
        var numbers = new PackedWriter(bytes, PackedIntegers.WidthFor((ulong)(_entryCount - 1)));
        foreach (var entry in entries) numbers.Add((ulong)entry);
        numbers.Finish();
        _file.Write(bytes.Written);
        _directory.VarInt((ulong)values.Length);
        _directory.UInt64((ulong)least);
        _directory.UInt64(step);
        _directory.Byte((byte)width);

        ulong Distance(long value) => unchecked((ulong)value - (ulong)least);
    }

    public void Finish()
    {
        _file.End(SectionKind.ColumnData);
        var directory = new ByteBuffer();
        directory.VarInt((ulong)_columns);
        directory.Bytes(_directory.Written);
        _file.Section(SectionKind.ColumnDirectory, directory.Written);
    }

    private static ulong Gcd(ulong a, ulong b)
    {
        while (b != 0) (a, b) = (b, a % b);
        return a;
    }

    private void Begin(ColumnName column)
    {
        _columns++;
        _directory.Byte((byte)column.Kind);
        _directory.Counted(Utf8.GetBytes(column.Field));
        _directory.VarInt((ulong)_file.SectionLength);
    }
}
