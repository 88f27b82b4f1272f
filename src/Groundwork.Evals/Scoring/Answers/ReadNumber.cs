namespace Groundwork.Evals.Scoring.Answers;

/// <summary>A number in a text.</summary>
/// <param name="Values">What it says: two where a mark may group digits or part decimals and the language does not tell.</param>
/// <param name="IsPercent">True when a percent sign follows; the value stays what is written.</param>
internal sealed record ReadNumber(IReadOnlyList<double> Values, bool IsPercent);
