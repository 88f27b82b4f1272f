namespace Groundwork.Evals;

/// <summary>How pairs went.</summary>
/// <param name="Better">Pairs in which the candidate is better.</param>
/// <param name="Worse">Pairs in which it is worse.</param>
/// <param name="Equal">Pairs without a difference.</param>
public sealed record WinLoss(int Better, int Worse, int Equal);
