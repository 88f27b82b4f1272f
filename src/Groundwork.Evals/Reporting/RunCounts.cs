namespace Groundwork.Evals.Reporting;

/// <summary>What is counted over a run beside its values.</summary>
internal sealed class RunCounts
{
    public int Observed { get; private set; }

    public int Failures { get; private set; }

    public int Replayed { get; private set; }

    public int Drafts { get; private set; }

    public void Add(Sample sample, IReadOnlyList<Observation> observations)
    {
        if (sample.IsDraft) Drafts++;
        Observed += observations.Count;
        Failures += observations.Count(static o => o.Outcome == ObservedOutcome.Failed);
        Replayed += observations.Count(static o => o.Cost.IsReplayed);
    }
}
