using System.Collections.ObjectModel;

namespace Groundwork.Evals;

/// <summary>What to run, and within which limits. The same dataset, subject, repeats, seed and selection are the same run: an unfinished one goes on where it stopped.</summary>
/// <param name="Dataset">The dataset version to run.</param>
/// <param name="Subject">What is measured.</param>
public sealed record RunRequest(DatasetVersion Dataset, ISubject Subject)
{
    /// <summary>How often each sample is run, 1..1000. Default 1.</summary>
    public int Repeats { get; init; } = 1;

    /// <summary>Part of what an observation is known by; statistics draw from it. Default 0.</summary>
    public long Seed { get; init; }

    /// <summary>Which samples are run. Default: all but drafts.</summary>
    public SampleSelection Selection { get; init; } = SampleSelection.Accepted;

    /// <summary>Samples in work at the same time, 1..256. Default 4.</summary>
    public int Parallelism { get; init; } = 4;

    /// <summary>Most calls of the subject in a minute, evenly spread, above 0; null for no limit.</summary>
    public double? MaxPerMinute { get; init; }

    /// <summary>US dollars that the run may cost altogether; it stops when they are spent, or as soon as a price is not told. Null for no limit.</summary>
    public decimal? MaxDollars { get; init; }

    /// <summary>Calls of the subject that this start of the run may make, ≥ 0; null for no limit.</summary>
    public int? MaxCalls { get; init; }

    /// <summary>How long one sample may take; it has failed then. Default 2 minutes.</summary>
    public TimeSpan ItemTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>True to call the subject anew for samples that an earlier run has observed. Default false.</summary>
    public bool IsFresh { get; init; }

    /// <summary>When to give up early; null to go through to the end, however many samples fail.</summary>
    public EarlyStop? StopEarly { get; init; }

    /// <summary>What decides the subject's output, by name, for people; kept with the run.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Everything that is wrong with the values; empty when nothing is.</summary>
    public IReadOnlyList<string> Validate()
    {
        var problems = new List<string>();
        if (Repeats is < 1 or > 1000) problems.Add(FormattableString.Invariant($"Repeats are 1 to 1000, not {Repeats}."));
        if (Parallelism is < 1 or > 256) problems.Add(FormattableString.Invariant($"The samples in work at the same time are 1 to 256, not {Parallelism}."));
        if (MaxPerMinute is { } rate && !(double.IsFinite(rate) && rate > 0)) problems.Add(FormattableString.Invariant($"The most calls in a minute are above 0, not {rate}."));
        if (MaxDollars < 0) problems.Add(FormattableString.Invariant($"The budget is 0 dollars or more, not {MaxDollars}."));
        if (MaxCalls < 0) problems.Add(FormattableString.Invariant($"The most calls are 0 or more, not {MaxCalls}."));
        if (ItemTimeout <= TimeSpan.Zero) problems.Add(FormattableString.Invariant($"The time of one sample is above 0, not {ItemTimeout.TotalSeconds} s."));
        if (StopEarly is { } early && (early.After < 1 || !(early.Share is > 0 and <= 1))) problems.Add("Stopping early needs at least 1 sample and a share above 0 and up to 1.");
        return problems;
    }
}
