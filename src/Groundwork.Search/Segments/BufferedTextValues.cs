using Groundwork.Search.Bytes;

namespace Groundwork.Search.Segments;

/// <summary>Walks the values of a column in memory.</summary>
internal sealed class BufferedTextValues : TextValues
{
    private readonly (byte[] Value, EntryList Entries)[] _sorted;
    private int _at = -1;

    public BufferedTextValues(IReadOnlyCollection<KeyValuePair<string, EntryList>> values)
    {
        _sorted = [.. values.Select(v => (Utf8.GetBytes(v.Key), v.Value))];
        Array.Sort(_sorted, (a, b) => a.Value.AsSpan().SequenceCompareTo(b.Value));
    }

    public override ReadOnlySpan<byte> Value => _sorted[_at].Value;

    public override int EntryCount => _sorted[_at].Entries.Count;

    public override bool MoveNext() => ++_at < _sorted.Length;

    public override void CopyEntries(Span<int> entries) => _sorted[_at].Entries.CopyTo(entries);
}
