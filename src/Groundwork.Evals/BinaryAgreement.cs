namespace Groundwork.Evals;

/// <summary>How a judge does on a yes-or-no question, measured by people.</summary>
/// <param name="Items">Items that both labelled, from 1.</param>
/// <param name="Prevalence">Share that people call positive.</param>
/// <param name="Sensitivity">Of what people call positive, the share that the judge does too; null when there is none.</param>
/// <param name="Specificity">Of what people call negative, the share that the judge does too; null when there is none.</param>
/// <param name="TruePositives">Positive for both.</param>
/// <param name="FalsePositives">Positive for the judge alone.</param>
/// <param name="TrueNegatives">Negative for both.</param>
/// <param name="FalseNegatives">Positive for people alone.</param>
public sealed record BinaryAgreement(
    int Items, Estimate Prevalence, Estimate? Sensitivity, Estimate? Specificity, int TruePositives, int FalsePositives, int TrueNegatives, int FalseNegatives);
