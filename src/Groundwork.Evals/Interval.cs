namespace Groundwork.Evals;

/// <summary>Where a true value lies, with a stated confidence.</summary>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
/// <param name="Confidence">Above 0, below 1; usually 0.95.</param>
/// <param name="Method">How it was found, for people: like <c>percentile bootstrap over 40 clusters</c>.</param>
public sealed record Interval(double Low, double High, double Confidence, string Method)
{
    /// <summary>How it shrinks with more units; null when that is not known.</summary>
    internal Statistics.Outlook? Outlook { get; init; }

    /// <summary>Half of the width.</summary>
    public double HalfWidth => (High / 2) - (Low / 2);

    /// <summary>True when the value lies within, ends included.</summary>
    public bool Contains(double value) => value >= Low && value <= High;
}
