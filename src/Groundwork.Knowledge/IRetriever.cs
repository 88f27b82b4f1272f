namespace Groundwork.Knowledge;

/// <summary>A question becomes passages.</summary>
public interface IRetriever
{
    /// <summary>The best passages, best first.</summary>
    /// <param name="question">What is asked.</param>
    /// <param name="limit">Most passages returned, ≥ 1.</param>
    /// <param name="explain">Whether passages say how their score came about.</param>
    /// <param name="cancellationToken">Leaves as a cancellation.</param>
    ValueTask<Retrieved> RetrieveAsync(Question question, int limit, bool explain, CancellationToken cancellationToken);
}
