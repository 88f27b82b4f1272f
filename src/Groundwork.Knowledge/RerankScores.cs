namespace Groundwork.Knowledge;

/// <summary>Asks a re-rank endpoint how well passages answer a question.</summary>
/// <param name="question">The question.</param>
/// <param name="passages">The passages' texts.</param>
/// <param name="cancellationToken">Leaves as a cancellation.</param>
/// <returns>A score by passage, in their order; higher is better.</returns>
public delegate Task<IReadOnlyList<double>> RerankScores(string question, IReadOnlyList<string> passages, CancellationToken cancellationToken);
