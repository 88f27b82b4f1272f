using Groundwork.Evals.Scoring.Structure;

namespace Groundwork.Evals.Scoring.Tools;

/// <summary>Whether the world after the task is as it should be.</summary>
internal sealed class EndStateScorer : IScorer
{
    private readonly IgnoredPaths _ignored;

    private EndStateScorer(IReadOnlyList<string> ignored)
    {
        _ignored = IgnoredPaths.Of(ignored);
        Fingerprint = ScorerFingerprint.Of(Name, 1, ignored);
    }

    public static ScorerMaker Maker { get; } = new(
        new ScorerInfo("end-state", "Whether the state after the task equals the expected one as JSON.", "end-state[:ignore=/path;/orders/*/updatedAt]", "an expected end state; an end state"),
        spec =>
        {
            spec.Allow(["ignore"], []);
            return new EndStateScorer(spec.Settings.GetValueOrDefault("ignore", "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        });

    public string Name => "end-state";

    public string Fingerprint { get; }

    public IReadOnlyList<Metric> Metrics { get; } = [new Metric("end_state", "Whether the state after the task equals the expected one.") { IsRate = true, OfFailedItem = 0 }];

    public ValueTask<ScoredObservation> ScoreAsync(Sample sample, Observation observation, CancellationToken cancellationToken)
    {
        if (sample.Expected.EndState is not { } wanted)
            return ValueTask.FromResult(Scores.NotApplicable(Metrics, "No right end state is known."));
        if (observation.Outcome == ObservedOutcome.Failed)
            return ValueTask.FromResult(Scores.OfFailedSubject(Metrics, observation));
        if (observation.EndState is not { } reached)
            return ValueTask.FromResult(Scores.NotApplicable(Metrics, "The subject tells no end state."));
        return ValueTask.FromResult(new ScoredObservation([Compare(reached, wanted)]));
    }

    private Score Compare(string reached, string wanted)
    {
        if (!JsonText.TryParse(wanted, out var expected, out var problem))
            return new Score.Failed($"The expected end state cannot be read. {problem}");
        if (!JsonText.TryParse(reached, out var given, out problem))
            return new Score.Value(0, $"The end state cannot be read. {problem}");
        var difference = JsonDifference.First(given, expected, _ignored);
        return new Score.Value(difference is null ? 1 : 0, difference ?? "");
    }
}
