namespace Groundwork.UseCases;

/// <summary>Two settings to be tried side by side.</summary>
/// <param name="Name">Name of the experiment, 1..64 of <c>a-z 0-9 . _ -</c>.</param>
/// <param name="Collection">The collection.</param>
/// <param name="B">What B changes, like <c>steps=spelling,feedback,wrong-cost=1,mode=text</c>.</param>
/// <param name="Metric">What decides: <c>feedback</c>, <c>abstained</c> or <c>confidence</c>.</param>
public sealed record StartExperimentRequest(string Name, string Collection, string B, string Metric)
{
    /// <summary>Share of conversations and single questions that get B, above 0, below 1.</summary>
    public double Share { get; init; } = 0.5;
}
