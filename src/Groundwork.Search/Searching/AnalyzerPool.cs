using System.Collections.Concurrent;
using Groundwork.Search.Writing;

namespace Groundwork.Search.Searching;

/// <summary>Sets of analysers lent to one searching thread at a time.</summary>
internal sealed class AnalyzerPool
{
    private readonly ConcurrentBag<AnalyzerSet> _idle = [];

    public AnalyzerSet Rent() => _idle.TryTake(out var set) ? set : new AnalyzerSet();

    public void Return(AnalyzerSet set) => _idle.Add(set);
}
