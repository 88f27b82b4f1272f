using System.Collections.Concurrent;

namespace Groundwork.Search.Searching;

/// <summary>Scratch memory with its analysers, lent to one searching thread at a time.</summary>
internal sealed class AnalyzerPool
{
    private readonly ConcurrentBag<SearchScratch> _idle = [];

    public SearchScratch Rent() => _idle.TryTake(out var scratch) ? scratch : new SearchScratch();

    public void Return(SearchScratch scratch)
    {
        scratch.Occurrences.Clear();
        _idle.Add(scratch);
    }
}
