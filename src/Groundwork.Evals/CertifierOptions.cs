namespace Groundwork.Evals;

/// <summary>How a judge is certified.</summary>
public sealed record CertifierOptions
{
    /// <summary>Decides which items are repeated and attacked, and every draw of the statistics. Default 1.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Items that are judged a second time. Default 30.</summary>
    public int StabilityItems { get; init; } = 30;

    /// <summary>Wrong answers that are given each forged verdict. Default 5.</summary>
    public int InjectionItems { get; init; } = 5;

    /// <summary>Items under way at once, 1..64. Default 4.</summary>
    public int Parallelism { get; init; } = 4;

    /// <summary>Least level that counts as good; null for the upper half of the scale.</summary>
    public int? GoodFrom { get; init; }

    /// <summary>What must be met.</summary>
    public CertificateRules Rules { get; init; } = new();

    /// <summary>All that is wrong; empty when nothing is.</summary>
    public IReadOnlyList<string> Validate()
    {
        var problems = new List<string>();
        if (StabilityItems < 1) problems.Add(FormattableString.Invariant($"StabilityItems is {StabilityItems}; it must be at least 1."));
        if (InjectionItems < 1) problems.Add(FormattableString.Invariant($"InjectionItems is {InjectionItems}; it must be at least 1."));
        if (Parallelism is < 1 or > 64) problems.Add(FormattableString.Invariant($"Parallelism is {Parallelism}; it must be 1..64."));
        return problems;
    }
}
