namespace Groundwork.Evals;

/// <summary>When a sample counts as leaked.</summary>
public sealed record LeakageOptions
{
    /// <summary>The usual thresholds.</summary>
    public static LeakageOptions Default { get; } = new();

    /// <summary>Least share of the question's runs of words that stand in the document, above 0 and up to 1. Default 0.8.</summary>
    public double Question { get; init; } = 0.8;

    /// <summary>Least share of the runs of words of an answer that stand in the document, 0..1. Default 0.8; a sample without answers counts by its question alone.</summary>
    public double Answer { get; init; } = 0.8;
}
