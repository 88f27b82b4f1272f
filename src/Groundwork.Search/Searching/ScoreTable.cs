using Groundwork.Search.Bytes;

namespace Groundwork.Search.Searching;

/// <summary>The matches of a query in every segment of a snapshot.</summary>
internal sealed class ScoreTable(SearchContext context) : IDisposable
{
    private readonly EntryScores[] _segments = [.. context.Segments.Select(s => new EntryScores(s.Reader.EntryCount))];

    public EntryScores this[int segment] => _segments[segment];

    public void Restrict(IReadOnlyList<Bitset?> allowed)
    {
        for (var i = 0; i < _segments.Length; i++) _segments[i].Restrict(allowed[i]);
    }

    /// <summary>The best matches, best first; equal scores in the order of their keys.</summary>
    public IReadOnlyList<Found> Best(int limit)
    {
        var best = new BestHits(context.Segments, limit);
        for (var i = 0; i < _segments.Length; i++)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            _segments[i].CollectInto(best, i);
        }

        return best.Take();
    }

    public void Dispose()
    {
        foreach (var segment in _segments) segment.Dispose();
    }
}
