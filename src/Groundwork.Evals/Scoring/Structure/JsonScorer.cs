namespace Groundwork.Evals.Scoring.Structure;

/// <summary>Whether the answer is JSON, and equal to the expected value.</summary>
internal sealed class JsonScorer : IScorer
{
    private readonly bool _mayBeFenced;
    private readonly IgnoredPaths _ignored;

    private JsonScorer(bool mayBeFenced, IReadOnlyList<string> ignored)
    {
        _mayBeFenced = mayBeFenced;
        _ignored = IgnoredPaths.Of(ignored);
        Fingerprint = ScorerFingerprint.Of(Name, 1, [mayBeFenced ? "fenced" : "bare", .. ignored]);
        var suffix = mayBeFenced ? "/fenced" : "";
        Metrics =
        [
            new Metric("json_valid" + suffix, "Whether the answer is one JSON value and nothing else.") { IsRate = true, OfFailedItem = 0 },
            new Metric("json_equal" + suffix, "Whether it equals the expected value: numbers by value, members in any order.") { IsRate = true, OfFailedItem = 0 },
        ];
    }

    public static ScorerMaker Maker { get; } = new(
        new ScorerInfo("json", "Whether the answer is JSON, and equal to the reference or an accepted answer.", "json[:fenced][,ignore=/path;/items/*/id]; fenced permits a code fence around it", "a reference or accepted answers that are JSON, for equality"),
        spec =>
        {
            spec.Allow(["ignore"], ["fenced"]);
            return new JsonScorer(spec.Values.Contains("fenced", StringComparer.Ordinal), spec.Settings.GetValueOrDefault("ignore", "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        });

    public string Name => "json";

    public string Fingerprint { get; }

    public IReadOnlyList<Metric> Metrics { get; }

    public ValueTask<ScoredObservation> ScoreAsync(Sample sample, Observation observation, CancellationToken cancellationToken)
    {
        if (observation.Outcome == ObservedOutcome.Failed)
            return ValueTask.FromResult(Scores.OfFailedSubject(Metrics, observation));
        var text = _mayBeFenced ? JsonText.WithoutFence(observation.Text) : observation.Text;
        var isJson = JsonText.TryParse(text, out _, out var problem);
        return ValueTask.FromResult(new ScoredObservation([new Score.Value(isJson ? 1 : 0, problem ?? ""), Equality(sample, text)]));
    }

    private Score Equality(Sample sample, string text)
    {
        var texts = sample.Expected.Reference is { } reference ? [reference] : sample.Expected.Answers ?? [];
        if (texts.Count == 0)
            return new Score.NotApplicable("No right value is known.");
        string? difference = null;
        foreach (var expected in texts)
        {
            if (!JsonText.TryParse(expected, out var wanted, out var broken))
                return new Score.Failed($"The expected value cannot be read. {broken}");
            if (!JsonText.TryParse(text, out var given, out var problem))
                return new Score.Value(0, problem);
            var found = JsonDifference.First(given, wanted, _ignored);
            if (found is null)
                return new Score.Value(1);
            difference ??= found;
        }

        return new Score.Value(0, difference!);
    }
}
