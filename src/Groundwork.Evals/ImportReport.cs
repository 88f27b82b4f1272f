namespace Groundwork.Evals;

/// <summary>What is worth knowing about samples that were read.</summary>
/// <param name="Format">The format that was read.</param>
/// <param name="Samples">Number of samples.</param>
public sealed record ImportReport(DatasetFormat Format, int Samples)
{
    /// <summary>Inputs that are much alike: both ids and the likeness, 0..1. At most a hundred.</summary>
    public IReadOnlyList<NearDuplicate> NearDuplicates { get; init; } = [];

    /// <summary>Pairs of inputs that are much alike.</summary>
    public int NearDuplicateCount { get; init; }

    /// <summary>Samples without any judgement, where the others have some.</summary>
    public int Unjudged { get; init; }

    /// <summary>Things that were left out or need a look, like judgements for unknown queries.</summary>
    public IReadOnlyList<string> Notices { get; init; } = [];
}
