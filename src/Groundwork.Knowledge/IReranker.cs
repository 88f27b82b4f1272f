namespace Groundwork.Knowledge;

/// <summary>Puts passages that were found in a better order.</summary>
public interface IReranker
{
    /// <summary>Which step this is, for the trace.</summary>
    RetrievalStep Step { get; }

    /// <summary>Passages looked at, ≥ 1: better ones further down are not found.</summary>
    int Depth { get; }

    /// <summary>The same passages, best first, with scores that fall along them.</summary>
    /// <param name="question">What is asked, as it was understood: <see cref="Question.Carried"/> says what a follow-up is about.</param>
    /// <param name="passages">What was found, best first.</param>
    /// <param name="cancellationToken">Leaves as a cancellation.</param>
    /// <returns>None left out, none added; the order as it was, with the reason, where there is no better one.</returns>
    ValueTask<Reranked> RerankAsync(Question question, IReadOnlyList<Passage> passages, CancellationToken cancellationToken);
}
