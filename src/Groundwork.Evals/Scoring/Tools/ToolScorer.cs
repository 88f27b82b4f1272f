namespace Groundwork.Evals.Scoring.Tools;

/// <summary>Compares tool calls with the expected ones.</summary>
internal sealed class ToolScorer : IScorer
{
    // Pairing takes the product of both numbers; no task asks for more calls than this.
    private const int MostCalls = 500;

    private readonly bool _isOrdered;

    private ToolScorer(bool isOrdered)
    {
        _isOrdered = isOrdered;
        var suffix = isOrdered ? "/ordered" : "";
        Fingerprint = ScorerFingerprint.Of(Name, 1, suffix);
        Metrics =
        [
            new Metric("tool_match" + suffix, "Whether all expected tool calls were made with accepted arguments, and no others.") { IsRate = true, OfFailedItem = 0 },
            new Metric("tool_precision" + suffix, "Share of the tool calls made that were expected, over all calls of all items."),
            new Metric("tool_recall" + suffix, "Share of the expected tool calls that were made, over all items."),
            new Metric("tool_f1" + suffix, "Twice the right calls over the calls made and expected, over all items."),
            new Metric("tool_abstention", "Whether no tool was called where none fits.") { IsRate = true, OfFailedItem = 0 },
        ];
    }

    public static ScorerMaker Maker { get; } = new(
        new ScorerInfo("tools", "Tool calls compared by name and accepted arguments: as a set, or in order.", "tools[:ordered]", "expected tool calls; tool calls"),
        spec =>
        {
            spec.Allow([], ["ordered"]);
            return new ToolScorer(spec.Values.Count > 0);
        });

    public string Name => "tools";

    public string Fingerprint { get; }

    public IReadOnlyList<Metric> Metrics { get; }

    public ValueTask<ScoredObservation> ScoreAsync(Sample sample, Observation observation, CancellationToken cancellationToken)
    {
        if (sample.Expected.ToolCalls is not { } expected)
            return ValueTask.FromResult(Scores.NotApplicable(Metrics, "No right tool calls are known."));
        if (observation.Outcome == ObservedOutcome.Failed)
            return ValueTask.FromResult(Scores.OfFailedSubject(Metrics, observation));
        if (observation.ToolCalls is not { } calls)
            return ValueTask.FromResult(Scores.NotApplicable(Metrics, "The subject has no tools."));
        if (calls.Count > MostCalls || expected.Count > MostCalls)
            return ValueTask.FromResult(Scores.Failed(Metrics, $"There are {calls.Count} tool calls and {expected.Count} expected ones; at most {MostCalls} are compared."));
        if (expected.Select(CallMatch.BrokenValue).FirstOrDefault(value => value is not null) is { } broken)
            return ValueTask.FromResult(Scores.Failed(Metrics, $"The accepted value {broken} of an expected tool call is no JSON. Write texts in quotes."));
        return ValueTask.FromResult(Compare(calls, expected));
    }

    private ScoredObservation Compare(IReadOnlyList<ObservedToolCall> calls, IReadOnlyList<ExpectedToolCall> expected)
    {
        if (expected.Count == 0)
        {
            const string noneFits = "No tool fits here.";
            var isSilent = new Score.Value(calls.Count == 0 ? 1 : 0, calls.Count == 0 ? "" : $"\"{calls[0].Name}\" was called where no tool fits.");
            var precision = calls.Count == 0 ? (Score)new Score.NotApplicable(noneFits) : new Score.Value(0, isSilent.Why, calls.Count);
            var f1 = calls.Count == 0 ? (Score)new Score.NotApplicable(noneFits) : new Score.Value(0, isSilent.Why, calls.Count / 2.0);
            return new([isSilent, precision, new Score.NotApplicable(noneFits), f1, isSilent]);
        }

        var matches = calls.Select(call => expected.Select(wanted => CallMatch.Difference(call, wanted) is null).ToArray()).ToArray();
        var right = _isOrdered ? CallPairing.InOrder(matches, expected.Count) : CallPairing.InAnyOrder(matches, expected.Count);
        var why = Why(calls, expected, right);
        var isWhole = right == expected.Count && right == calls.Count;
        return new(
        [
            new Score.Value(isWhole ? 1 : 0, why),
            calls.Count == 0 ? new Score.NotApplicable("No tool was called.") : new Score.Value((double)right / calls.Count, why, calls.Count),
            new Score.Value((double)right / expected.Count, why, expected.Count),
            new Score.Value(2.0 * right / (calls.Count + expected.Count), why, (calls.Count + expected.Count) / 2.0),
            new Score.NotApplicable("A tool fits here."),
        ]);
    }

    private static string Why(IReadOnlyList<ObservedToolCall> calls, IReadOnlyList<ExpectedToolCall> expected, int right)
    {
        if (right == expected.Count && right == calls.Count)
            return "";
        if (calls.Count == 0)
            return "No tool was called.";
        var difference = calls.Count == 1 && expected.Count == 1 ? CallMatch.Difference(calls[0], expected[0]) : null;
        difference ??= calls.Select(call => expected.Where(wanted => wanted.Name.Equals(call.Name, StringComparison.Ordinal)).Select(wanted => CallMatch.Difference(call, wanted)).FirstOrDefault(text => text is not null))
            .FirstOrDefault(text => text is not null);
        return $"{right} of {expected.Count} expected calls among {calls.Count} made.{(difference is null ? "" : " " + difference)}";
    }
}
