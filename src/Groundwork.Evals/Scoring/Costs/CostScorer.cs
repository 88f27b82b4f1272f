namespace Groundwork.Evals.Scoring.Costs;

/// <summary>What an observation cost in money, time or tokens. For a replayed one: what the original call cost.</summary>
internal sealed class CostScorer : IScorer
{
    private readonly IReadOnlyList<Func<ObservedCost, double?>> _values;

    private CostScorer(string name, IReadOnlyList<(Metric Metric, Func<ObservedCost, double?> Value)> parts)
    {
        _values = [.. parts.Select(part => part.Value)];
        Name = name;
        Fingerprint = ScorerFingerprint.Of(name, 1);
        Metrics = [.. parts.Select(part => part.Metric)];
    }

    public static IReadOnlyList<ScorerMaker> Makers { get; } =
    [
        Maker("cost", "US dollars of each observation.", (Lower("cost_dollars", "US dollars.", "$"), cost => (double?)cost.Dollars)),
        Maker("latency", "Milliseconds until the last character.", (Lower("latency_ms", "Milliseconds until the last character.", "ms"), cost => cost.LatencyMs)),
        Maker("first-token", "Milliseconds until the first character.", (Lower("first_token_ms", "Milliseconds until the first character.", "ms"), cost => cost.FirstTokenMs)),
        Maker(
            "usage",
            "Tokens read and written.",
            (Lower("input_tokens", "Tokens read.", "tokens"), cost => cost.InputTokens),
            (Lower("output_tokens", "Tokens written.", "tokens"), cost => cost.OutputTokens)),
    ];

    public string Name { get; }

    public string Fingerprint { get; }

    public IReadOnlyList<Metric> Metrics { get; }

    public ValueTask<ScoredObservation> ScoreAsync(Sample sample, Observation observation, CancellationToken cancellationToken) =>
        ValueTask.FromResult(new ScoredObservation([.. _values.Select(value => Of(value(observation.Cost), observation.Cost))]));

    private static Score Of(double? value, ObservedCost cost) =>
        value is { } known ? new Score.Value(known, cost.IsReplayed ? "Of the original call; a cache answered." : "") : new Score.NotApplicable("It was not measured.");

    private static Metric Lower(string name, string meaning, string unit) => new(name, meaning, 0, double.PositiveInfinity) { HigherIsBetter = false, Unit = unit };

    private static ScorerMaker Maker(string name, string meaning, params (Metric Metric, Func<ObservedCost, double?> Value)[] parts) => new(
        new ScorerInfo(name, meaning, name, "a subject that measures it"),
        spec =>
        {
            spec.Allow([], []);
            return new CostScorer(name, parts);
        });
}
