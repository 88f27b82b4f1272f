namespace Groundwork.Evals;

/// <summary>What a number means.</summary>
/// <param name="Name">Names the convention too, like <c>ndcg@10</c> or <c>ndcg_exp@10</c>.</param>
/// <param name="Meaning">One sentence for people.</param>
/// <param name="Min">Least possible value.</param>
/// <param name="Max">Greatest possible value; infinite for a cost.</param>
public sealed record Metric(string Name, string Meaning, double Min = 0, double Max = 1)
{
    /// <summary>False where less is better, as for a cost.</summary>
    public bool HigherIsBetter { get; init; } = true;

    /// <summary>True where every value is 0 or 1, so that the mean is a rate.</summary>
    public bool IsRate { get; init; }

    /// <summary>Unit for people, like <c>ms</c>; empty for a share.</summary>
    public string Unit { get; init; } = "";

    /// <summary>Name of the judge that decides it; null where code alone does.</summary>
    public string? Judge { get; init; }

    /// <summary>Hash of everything that decides what the judge says, by which its certificate is found; null where code alone decides.</summary>
    public string? JudgeFingerprint { get; init; }

    /// <summary>How the repeats of one sample become one value.</summary>
    public RepeatRule Repeats { get; init; } = RepeatRule.Mean;

    /// <summary>What an item without an outcome counts in this metric: 0 for quality from end to end; null when it lowers the coverage instead.</summary>
    public double? OfFailedItem { get; init; }
}
