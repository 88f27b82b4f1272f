namespace Groundwork.Knowledge.Tests;

/// <summary>Finds the same evidence whatever is asked.</summary>
internal sealed class FixedRetriever(IReadOnlyList<Passage> passages) : IRetriever
{
    public ValueTask<Retrieved> RetrieveAsync(Question question, int limit, bool explain, CancellationToken cancellationToken) => ValueTask.FromResult(new Retrieved([.. passages.Take(limit)], 1, null));
}
