namespace Groundwork.Evals;

/// <summary>Where a sequential comparison of two settings stands.</summary>
/// <param name="Verdict">What was decided first; it stays.</param>
/// <param name="Pairs">Pairs of one observation of each that were used, in the order of arrival.</param>
/// <param name="Waiting">Observations of one of the two that wait for a partner.</param>
/// <param name="Difference">Mean of B less mean of A; its interval holds at all times at once, however often it is looked at. Null before the first pair.</param>
/// <param name="DecidedAt">Pairs after which it was decided; null while undecided.</param>
public sealed record SequentialResult(SequentialVerdict Verdict, int Pairs, int Waiting, Estimate? Difference, int? DecidedAt);
