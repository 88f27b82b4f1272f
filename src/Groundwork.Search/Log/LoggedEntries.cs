using System.Runtime.InteropServices;
using Groundwork.Search.Bytes;
using Groundwork.Search.Commits;
using Groundwork.Search.Segments;
using Groundwork.Search.Writing;

namespace Groundwork.Search.Log;

/// <summary>Entries of small commits, taken from their records one by one, to be written as one image. See <see cref="EntryRecord"/>.</summary>
/// <param name="schema">What the index is made of.</param>
/// <param name="file">The log, to be named when a record is damaged.</param>
internal sealed class LoggedEntries(IndexSchema schema, string file) : MemoryEntries(schema)
{
    private const int Gone = -1;
    private readonly TermTable _keys = new();
    private readonly List<int> _entryOf = [];
    private readonly List<int> _keyNumbers = [];
    private readonly LoggedTerms _terms = new(schema.Fields.Count);

    public override int EntryCount => _keyNumbers.Count;

    /// <summary>Bytes of the records taken in.</summary>
    public long Bytes { get; private set; }

    /// <summary>Takes in the entries of a record.</summary>
    /// <param name="body">Its body; it is kept.</param>
    /// <param name="start">Where the entries begin in it.</param>
    /// <param name="kill">Called with the key of each entry, which replaces all earlier ones.</param>
    /// <exception cref="IndexDamagedException">The record says what cannot be.</exception>
    public int Add(byte[] body, int start, Action<byte[]> kill)
    {
        var reader = new ByteReader(body, file);
        reader.Bytes(start);
        var first = EntryCount;
        var count = reader.Int32(EntryRecord.MostEntries);
        if (count == 0) reader.Throw("a record of entries has none");
        for (var i = 0; i < count; i++)
        {
            var key = reader.Counted().ToArray();
            if (key.Length is 0 or > EntryBuffer.MostKeyBytes) reader.Throw($"a key has {key.Length} bytes");
            kill(key);
            var number = NumberOf(key);
            _entryOf[number] = EntryCount;
            _keyNumbers.Add(number);
        }

        foreach (var lengths in Lengths)
            for (var i = 0; i < count; i++)
                lengths.Add(reader.Int32(SegmentFormat.MostPositions + 1));
        ReadColumns(ref reader, first, count);
        ReadVectors(ref reader, first, count);
        _terms.Read(ref reader, body, first, count);
        Bytes += body.Length;
        return count;
    }

    /// <summary>Forgets the entry with this key.</summary>
    /// <returns>False when there is none.</returns>
    public bool Kill(ReadOnlySpan<byte> key)
    {
        var number = NumberOf(key);
        if (_entryOf[number] == Gone) return false;
        DeadEntries.Add(_entryOf[number]);
        _entryOf[number] = Gone;
        return true;
    }

    public override ReadOnlySpan<byte> KeyOf(int entry) => _keys[_keyNumbers[entry]];

    public override TermSource Terms() => _terms.Terms();

    private int NumberOf(ReadOnlySpan<byte> key)
    {
        var number = _keys.NumberOf(key);
        if (number == _entryOf.Count) _entryOf.Add(Gone);
        return number;
    }

    private void ReadColumns(ref ByteReader reader, int first, int entryCount)
    {
        for (var columns = reader.Int32(); columns > 0; columns--)
        {
            var column = new ColumnName((ColumnKind)reader.Byte(), Utf8.GetString(reader.Counted()));
            if (!Enum.IsDefined(column.Kind)) reader.Throw($"a column is of the kind {column.Kind}");
            if (column.IsText) ReadTexts(ref reader, column, first, entryCount);
            else ReadValues(ref reader, column, first, entryCount);
        }
    }

    private void ReadTexts(ref ByteReader reader, ColumnName column, int first, int entryCount)
    {
        Span<int> entries = stackalloc int[EntryRecord.MostEntries];
        while (reader.Int32(entryCount) is var count and > 0)
        {
            for (var i = 0; i < count; i++)
            {
                entries[i] = reader.Int32(entryCount - 1);
                if (i > 0 && entries[i] <= entries[i - 1]) reader.Throw("the entries of a value are out of order");
            }

            var value = Utf8.GetString(reader.Counted());
            foreach (var entry in entries[..count]) Built.Text(column.Kind, column.Field, value, first + entry);
        }
    }

    private void ReadValues(ref ByteReader reader, ColumnName column, int first, int entryCount)
    {
        for (var count = reader.Int32(entryCount); count > 0; count--)
        {
            var bits = (long)reader.UInt64();
            Built.Bits(column.Kind, column.Field, bits, first + reader.Int32(entryCount - 1));
        }
    }

    private void ReadVectors(ref ByteReader reader, int first, int entryCount)
    {
        var last = -1;
        for (var count = reader.Int32(Schema.Dimensions == 0 ? 0 : entryCount); count > 0; count--)
        {
            var entry = reader.Int32(entryCount - 1);
            if (entry <= last) reader.Throw("its vectors are out of order");
            last = entry;
            var norm = BitConverter.UInt32BitsToSingle(reader.UInt32());
            Vectors.Add(first + entry, norm, MemoryMarshal.Cast<byte, float>(reader.Bytes(Schema.Dimensions * sizeof(float))));
        }
    }
}
