namespace Groundwork.UseCases.Monitoring;

/// <summary>Answers of some time.</summary>
/// <param name="Asked">How many there were.</param>
/// <param name="Answers">All of them, or as many as were wanted, drawn by chance; oldest first.</param>
internal sealed record AnswerWindow(long Asked, IReadOnlyList<ProductionAnswer> Answers);
