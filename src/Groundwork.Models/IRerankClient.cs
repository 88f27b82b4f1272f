namespace Groundwork.Models;

/// <summary>Judges how well texts answer a query. Safe for concurrent use.</summary>
public interface IRerankClient
{
    /// <summary>Relevance of each text, in the order of the texts. Higher is better; comparable within one reply only.</summary>
    /// <param name="query">The query.</param>
    /// <param name="texts">At least one.</param>
    /// <param name="cancellationToken">Leaves as a cancellation.</param>
    /// <exception cref="ModelException">The model could not be used.</exception>
    Task<RerankReply> RerankAsync(string query, IReadOnlyList<string> texts, CancellationToken cancellationToken);
}
