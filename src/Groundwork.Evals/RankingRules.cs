namespace Groundwork.Evals;

/// <summary>How rankings are judged.</summary>
public sealed record RankingRules
{
    /// <summary>Grade 1 is relevant, every document counts, and a judged query without a ranking counts 0.</summary>
    public static RankingRules Default { get; } = new();

    /// <summary>Least grade that is relevant for the measures that know only relevant and not, from 1. Default 1. Gains of nDCG do not depend on it.</summary>
    public int RelevantFrom { get; init; } = 1;

    /// <summary>How many documents of each ranking are looked at, from 1. Default: all.</summary>
    public int Depth { get; init; } = int.MaxValue;

    /// <summary>True to leave judged queries without a ranking out of the summary, where they count 0 by default.</summary>
    public bool LeavesOutAbsent { get; init; }

    internal void Validate()
    {
        if (RelevantFrom < 1)
            throw new RankingException($"The least relevant grade is {RelevantFrom}; it is at least 1, since 0 means judged not relevant.");
        if (Depth < 1)
            throw new RankingException($"The depth is {Depth}; it is at least 1.");
    }
}
