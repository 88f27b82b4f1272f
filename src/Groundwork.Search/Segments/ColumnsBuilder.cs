using System.Runtime.InteropServices;

namespace Groundwork.Search.Segments;

/// <summary>Collects filter columns in memory.</summary>
internal sealed class ColumnsBuilder
{
    private const int ValueOverheadBytes = 140;
    private readonly Dictionary<ColumnName, Dictionary<string, EntryList>> _texts = [];
    private readonly Dictionary<ColumnName, List<(long Bits, int Entry)>> _bits = [];

    /// <summary>Rough bytes of memory in use.</summary>
    public long Bytes { get; private set; }

    public IReadOnlyCollection<ColumnName> Columns => [.. _texts.Keys, .. _bits.Keys];

    public void Text(ColumnKind kind, string field, string value, int entry)
    {
        ref var values = ref CollectionsMarshal.GetValueRefOrAddDefault(_texts, new ColumnName(kind, field), out _);
        values ??= new Dictionary<string, EntryList>(StringComparer.Ordinal);
        ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(values, value, out var isKnown);
        if (!isKnown) Bytes += ValueOverheadBytes + (2L * value.Length);
        Bytes += 2;
        (list ??= new EntryList()).Add(entry);
    }

    /// <summary>Adds a number, as <see cref="OrderedBits"/>, or a date, as UTC ticks.</summary>
    public void Bits(ColumnKind kind, string field, long bits, int entry)
    {
        ref var values = ref CollectionsMarshal.GetValueRefOrAddDefault(_bits, new ColumnName(kind, field), out _);
        (values ??= []).Add((bits, entry));
        Bytes += 16;
    }

    public TextValues Texts(ColumnName column) => new BufferedTextValues(_texts[column]);

    public ColumnValues Values(ColumnName column)
    {
        var pairs = CollectionsMarshal.AsSpan(_bits[column]).ToArray();
        Array.Sort(pairs);
        return new ColumnValues([.. pairs.Select(p => p.Bits)], [.. pairs.Select(p => p.Entry)]);
    }
}
