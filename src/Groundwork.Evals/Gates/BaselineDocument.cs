namespace Groundwork.Evals.Gates;

/// <summary>A baseline file as JSON has it.</summary>
internal sealed record BaselineDocument
{
    public required string Format { get; init; }

    public required string Name { get; init; }

    public required string Dataset { get; init; }

    public required string DatasetVersion { get; init; }

    public required string Subject { get; init; }

    public required string SubjectFingerprint { get; init; }

    public BaselineSelection? Selection { get; init; }

    public IReadOnlyList<BaselineJudge> Judges { get; init; } = [];

    public IReadOnlyList<BaselineScorer> Scorers { get; init; } = [];

    public required IReadOnlyList<BaselineMetric> Metrics { get; init; }

    public required IReadOnlyList<BaselineItem> Items { get; init; }
}
