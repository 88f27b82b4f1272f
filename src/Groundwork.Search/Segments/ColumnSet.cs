using Groundwork.Search.Bytes;

namespace Groundwork.Search.Segments;

/// <summary>The filter columns of a segment file.</summary>
internal sealed class ColumnSet
{
    private readonly Dictionary<ColumnName, TextColumn> _texts = [];
    private readonly Dictionary<ColumnName, ValueColumn> _values = [];

    public ColumnSet(Section directory, Section data, int entryCount)
    {
        var reader = new ByteReader(directory.All(), directory.File);
        var count = reader.Int32();
        for (var i = 0; i < count; i++)
        {
            var column = new ColumnName((ColumnKind)reader.Byte(), Utf8.GetString(reader.Counted()));
            var start = reader.VarInt();
            if (start > (ulong)data.Length) Damage.Throw(directory.File, $"the column \"{column.Field}\" stands at {start} of the columns' {data.Length} bytes");
            var isNew = column.Kind switch
            {
                ColumnKind.Keywords or ColumnKind.Flags or ColumnKind.Languages => _texts.TryAdd(column, new TextColumn(ref reader, data, (long)start, entryCount)),
                ColumnKind.Numbers or ColumnKind.Dates => _values.TryAdd(column, new ValueColumn(ref reader, data, (long)start, entryCount)),
                _ => throw Damage.Of(directory.File, $"the column \"{column.Field}\" is of the unknown kind {(int)column.Kind}"),
            };
            if (!isNew) Damage.Throw(directory.File, $"the column \"{column.Field}\" stands there twice");
        }
    }

    public IReadOnlyCollection<ColumnName> Names => [.. _texts.Keys, .. _values.Keys];

    /// <summary>A column of strings, or null when no entry has any.</summary>
    public TextColumn? Texts(ColumnKind kind, string field) => _texts.GetValueOrDefault(new ColumnName(kind, field));

    /// <summary>A column of numbers or dates, or null when no entry has any.</summary>
    public ValueColumn? Values(ColumnKind kind, string field) => _values.GetValueOrDefault(new ColumnName(kind, field));

    /// <summary>Reads everything and checks what must hold inside.</summary>
    public void Check(CancellationToken cancellationToken)
    {
        foreach (var column in _texts.Values) column.Check(cancellationToken);
        foreach (var column in _values.Values) column.Check();
    }
}
