namespace Groundwork.Evals;

/// <summary>A report with the values of the samples it was made of: what comparisons, gates, pages and files start from.</summary>
/// <param name="Report">What may be concluded.</param>
/// <param name="Values">What each sample is worth.</param>
public sealed record MeasuredRun(Report Report, RunValues Values);
