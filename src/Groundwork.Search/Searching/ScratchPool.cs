using System.Collections.Concurrent;

namespace Groundwork.Search.Searching;

/// <summary>Scratch memory with its analysers, lent to one searching thread at a time.</summary>
/// <remarks>A search that ends by an exception does not give it back: nobody knows what it left in it.</remarks>
internal sealed class ScratchPool
{
    private readonly ConcurrentBag<SearchScratch> _idle = [];

    public SearchScratch Rent() => _idle.TryTake(out var scratch) ? scratch : new SearchScratch();

    public void Return(SearchScratch scratch)
    {
        scratch.Occurrences.Clear();
        _idle.Add(scratch);
    }
}
