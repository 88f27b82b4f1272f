namespace Groundwork.Evals;

/// <summary>How a report is made.</summary>
public sealed record ReportOptions
{
    /// <summary>What is taken where nothing is said.</summary>
    public static ReportOptions Default { get; } = new();

    /// <summary>Confidence of all intervals, above 0.5 and below 1. Default 0.95.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Groups shown for each tag, the largest first, 0..1,000; the others are named in a notice. Default 12.</summary>
    public int GroupsPerTag { get; init; } = 12;

    /// <summary>Fewer samples than that bring a notice. Default 30.</summary>
    public int FewSamples { get; init; } = 30;

    /// <summary>The judges behind metrics that have one; a judge that is not named here counts as uncertified.</summary>
    public IReadOnlyList<JudgeStanding> Judges { get; init; } = [];

    /// <summary>Family of the subject's model; empty for unknown or no model.</summary>
    public string SubjectFamily { get; init; } = "";

    /// <summary>Everything that is wrong with the options; empty when they can be used.</summary>
    public IReadOnlyList<string> Validate()
    {
        var problems = new List<string>();
        if (!(Confidence > 0.5 && Confidence < 1)) problems.Add(FormattableString.Invariant($"The confidence {Confidence} must lie above 0.5 and below 1."));
        if (GroupsPerTag is < 0 or > 1000) problems.Add(FormattableString.Invariant($"{GroupsPerTag} groups per tag cannot be shown; choose 0 to 1000."));
        if (FewSamples < 0) problems.Add(FormattableString.Invariant($"The number of samples that counts as few cannot be {FewSamples}."));
        return problems;
    }
}
