namespace Groundwork.Evals;

/// <summary>How much repeats of the same sample differ, beside how much samples differ.</summary>
/// <param name="Within">Mean variance of the repeats of one sample.</param>
/// <param name="Between">Variance of the samples' means.</param>
public sealed record RepeatVariance(double Within, double Between);
