using Groundwork.Evals;

namespace Groundwork.UseCases.Experimenting;

/// <summary>Two settings that a collection tries side by side.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Collection">The collection.</param>
/// <param name="A">What was in use when it began.</param>
/// <param name="B">What is tried.</param>
/// <param name="Share">Share of conversations that get B, above 0, below 1.</param>
/// <param name="Metric"><c>feedback</c>, <c>abstained</c> or <c>confidence</c>.</param>
/// <param name="Started">When it began.</param>
/// <param name="Stopped">When it ended; null while it runs.</param>
/// <param name="Kept">What has been in use since; null while it runs.</param>
internal sealed record Experiment(string Name, string Collection, ArmSettings A, ArmSettings B, double Share, string Metric, DateTimeOffset Started, DateTimeOffset? Stopped, Arm? Kept)
{
    /// <summary>The settings of an arm.</summary>
    public ArmSettings Of(Arm arm) => arm == Arm.A ? A : B;
}
