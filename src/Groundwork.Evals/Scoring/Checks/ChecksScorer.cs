namespace Groundwork.Evals.Scoring.Checks;

/// <summary>Runs the checks that a sample brings itself.</summary>
internal sealed class ChecksScorer : IScorer
{
    public static ScorerMaker Maker { get; } = new(
        new ScorerInfo("checks", $"The sample's own checks: {string.Join(", ", CheckKinds.Names)}.", "checks", "checks in the sample"),
        spec =>
        {
            spec.Allow([], []);
            return new ChecksScorer();
        });

    public string Name => "checks";

    public string Fingerprint { get; } = ScorerFingerprint.Of("checks", 1);

    public IReadOnlyList<Metric> Metrics { get; } =
    [
        new Metric("checks_all", "Whether every check of the sample holds.") { IsRate = true, OfFailedItem = 0 },
        new Metric("checks_share", "Share of the sample's checks that hold, by their weights.") { OfFailedItem = 0 },
    ];

    public ValueTask<ScoredObservation> ScoreAsync(Sample sample, Observation observation, CancellationToken cancellationToken)
    {
        if (sample.Expected.Checks is not { Count: > 0 } checks)
            return ValueTask.FromResult(Scores.NotApplicable(Metrics, "The sample has no checks."));
        if (observation.Outcome == ObservedOutcome.Failed)
            return ValueTask.FromResult(Scores.OfFailedSubject(Metrics, observation));
        return ValueTask.FromResult(Run(checks, sample, observation, cancellationToken));
    }

    private ScoredObservation Run(IReadOnlyList<SampleCheck> checks, Sample sample, Observation observation, CancellationToken cancellationToken)
    {
        var held = 0.0;
        var all = 0.0;
        var broken = new List<string>();
        foreach (var check in checks)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!double.IsFinite(check.Weight) || check.Weight <= 0)
                return Scores.Failed(Metrics, FormattableString.Invariant($"The check \"{check.Kind}\" has the weight {check.Weight}; a weight is above 0."));
            all += check.Weight;
            switch (CheckKinds.Run(check, sample, observation, cancellationToken))
            {
                case CheckResult.Failed failed:
                    return Scores.Failed(Metrics, failed.Reason);
                case CheckResult.Checked result when result.Holds != check.IsNegated:
                    held += check.Weight;
                    break;
                case CheckResult.Checked result:
                    broken.Add($"{(check.IsNegated ? "not " : "")}{check.Kind}{(result.Why.Length == 0 ? "" : $" ({result.Why})")}");
                    break;
            }
        }

        var why = broken.Count == 0 ? "" : $"Does not hold: {string.Join(", ", broken)}.";
        return new([new Score.Value(broken.Count == 0 ? 1 : 0, why), new Score.Value(broken.Count == 0 ? 1 : held / all, why)]);
    }
}
