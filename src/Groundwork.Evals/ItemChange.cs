namespace Groundwork.Evals;

/// <summary>One sample in two runs.</summary>
/// <param name="Sample">Its id.</param>
/// <param name="Baseline">What it was worth.</param>
/// <param name="Candidate">What it is worth.</param>
/// <param name="Gain">How much better it became, in the metric's unit; negative for a regression, whichever way the metric goes.</param>
public sealed record ItemChange(string Sample, double Baseline, double Candidate, double Gain);
