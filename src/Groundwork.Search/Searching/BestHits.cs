using Groundwork.Search.Bytes;
using Groundwork.Search.Segments;

namespace Groundwork.Search.Searching;

/// <summary>Keeps the best of many: a heap whose root is the worst one kept.</summary>
internal sealed class BestHits(IReadOnlyList<SegmentView> segments, int limit)
{
    private readonly List<Found> _heap = new(Math.Min(limit, 256));

    /// <summary>The score that a match must reach to be kept; negative infinity while all are.</summary>
    public float Least => _heap.Count < limit ? float.NegativeInfinity : _heap[0].Score;

    public int Limit => limit;

    public bool IsFull => _heap.Count >= limit;

    public void Offer(float score, int segment, int entry)
    {
        if (_heap.Count >= limit)
        {
            if (score < _heap[0].Score) return;
            var found = new Found(score, segment, entry);
            if (Compare(found, _heap[0]) >= 0) return;
            _heap[0] = found;
            SiftDown();
            return;
        }

        _heap.Add(new Found(score, segment, entry));
        SiftUp();
    }

    /// <summary>The kept ones, best first.</summary>
    public IReadOnlyList<Found> Take()
    {
        // Not List.Sort: it would wrap the exception of a damaged key in one of its own.
        var sorted = new Found[_heap.Count];
        for (var i = sorted.Length - 1; i >= 0; i--)
        {
            sorted[i] = _heap[0];
            _heap[0] = _heap[^1];
            _heap.RemoveAt(i);
            SiftDown();
        }

        return sorted;
    }

    /// <summary>Below 0 when the left one is better: a higher score, or the same and an earlier key.</summary>
    private int Compare(Found left, Found right)
    {
        var order = right.Score.CompareTo(left.Score);
        return order != 0
            ? order
            : Utf8.CompareAsUtf16(segments[left.Segment].Reader.KeyOf(left.Entry), segments[right.Segment].Reader.KeyOf(right.Entry));
    }

    private void SiftUp()
    {
        var at = _heap.Count - 1;
        while (at > 0)
        {
            var parent = (at - 1) / 2;
            if (Compare(_heap[at], _heap[parent]) <= 0) return;
            (_heap[at], _heap[parent]) = (_heap[parent], _heap[at]);
            at = parent;
        }
    }

    private void SiftDown()
    {
        for (var at = 0; ;)
        {
            var worst = at;
            for (var child = (2 * at) + 1; child <= (2 * at) + 2 && child < _heap.Count; child++)
                if (Compare(_heap[child], _heap[worst]) > 0)
                    worst = child;
            if (worst == at) return;
            (_heap[at], _heap[worst]) = (_heap[worst], _heap[at]);
            at = worst;
        }
    }
}
