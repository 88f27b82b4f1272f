using System.Runtime.CompilerServices;

namespace Groundwork.Search.Vectors;

/// <summary>Numbers of which the largest is taken first. Its room is kept from search to search.</summary>
internal sealed class CandidateHeap
{
    private long[] _items = new long[256];

    public int Count { get; private set; }

    /// <summary>The largest; there must be one.</summary>
    public long Top => _items[0];

    public void Clear() => Count = 0;

    public void Push(long item)
    {
        if (Count == _items.Length) Array.Resize(ref _items, Count * 2);
        var items = _items;
        var at = Count++;
        while (at > 0 && items[(at - 1) >> 1] < item)
        {
            items[at] = items[(at - 1) >> 1];
            at = (at - 1) >> 1;
        }

        items[at] = item;
    }

    public long Pop()
    {
        var top = _items[0];
        var last = _items[--Count];
        if (Count > 0) Sink(last);
        return top;
    }

    /// <summary>Puts another number in the place of the largest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void ReplaceTop(long item) => Sink(item);

    private void Sink(long item)
    {
        var (items, at) = (_items, 0);
        while (true)
        {
            var child = (2 * at) + 1;
            if (child >= Count) break;
            if (child + 1 < Count && items[child + 1] > items[child]) child++;
            if (items[child] <= item) break;
            items[at] = items[child];
            at = child;
        }

        items[at] = item;
    }
}
