using System.Runtime.InteropServices;
using Groundwork.Search.Bytes;

namespace Groundwork.Search.Segments;

/// <summary>Walks the values that matched entries of a column hold, in the order of their bytes, each with the number of those entries.</summary>
internal sealed class CountedValues
{
    // Above this many values for each matched entry it is cheaper to sort what the entries hold than to keep a count for every value.
    private const int SparseRatio = 4;
    private readonly TextColumnCursor _cursor;
    private readonly List<int> _places = [];
    private readonly List<int> _counts = [];
    private int _at = -1;

    /// <param name="column">The column.</param>
    /// <param name="matched">The entries, or null for all.</param>
    public CountedValues(TextColumn column, Bitset? matched)
    {
        _cursor = column.Values();
        if (matched is not null && matched.Count() < column.ValueCount / SparseRatio)
        {
            Holders = column.Count(matched, _places, []);
            _places.Sort();
            Condense();
            return;
        }

        var counts = new int[column.ValueCount];
        Holders = column.Count(matched, null, counts);
        for (var place = 0; place < counts.Length; place++)
        {
            if (counts[place] == 0) continue;
            _places.Add(place);
            _counts.Add(counts[place]);
        }
    }

    /// <summary>Matched entries that hold any value.</summary>
    public int Holders { get; }

    /// <summary>UTF-8 of the current value, valid until the next one.</summary>
    public ReadOnlySpan<byte> Value => _cursor.Value;

    /// <summary>Matched entries that hold the current value.</summary>
    public int Count => _counts[_at];

    public bool MoveNext()
    {
        if (++_at >= _places.Count) return false;
        _cursor.MoveTo(_places[_at]);
        return true;
    }

    private void Condense()
    {
        var kept = 0;
        foreach (var place in CollectionsMarshal.AsSpan(_places))
        {
            if (kept > 0 && _places[kept - 1] == place)
            {
                _counts[kept - 1]++;
                continue;
            }

            _places[kept++] = place;
            _counts.Add(1);
        }

        _places.RemoveRange(kept, _places.Count - kept);
    }
}
