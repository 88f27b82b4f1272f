namespace Groundwork.Evals;

/// <summary>How to score a run.</summary>
public sealed record RescoreOptions
{
    /// <summary>Score what is missing, four observations at a time.</summary>
    public static RescoreOptions Default { get; } = new();

    /// <summary>Observations in work at the same time, 1..256. Default 4.</summary>
    public int Parallelism { get; init; } = 4;

    /// <summary>True to forget what scorers of the same names said before, whatever their fingerprints, and to score everything anew. Default false: scores of other fingerprints stay beside the new ones.</summary>
    public bool Replaces { get; init; }

    /// <summary>True to score those anew for which a score failed, like after a judge was out of order. Default false.</summary>
    public bool RetriesFailed { get; init; }
}
