namespace Groundwork.Evals.Scoring.Checks;

/// <summary>Whether the answer matches a pattern.</summary>
internal sealed class RegexScorer : IScorer
{
    private const int ShownCharacters = 60;

    private readonly string _text;
    private readonly SafePattern _pattern;

    private RegexScorer(string text)
    {
        if (text.Length == 0)
            throw new ScorerSpecException("The scorer \"regex\" needs a pattern, like regex:^[0-9]+$.");
        var (pattern, problem) = SafePattern.Read(text);
        _pattern = pattern ?? throw new ScorerSpecException(problem);
        _text = text;
        Fingerprint = ScorerFingerprint.Of(Name, 1, text);
        Metrics = [new Metric($"regex/{(text.Length <= ShownCharacters ? text : text[..ShownCharacters] + "…")}", $"Whether the answer holds a match of {text}.") { IsRate = true, OfFailedItem = 0 }];
    }

    public static ScorerMaker Maker { get; } = new(
        new ScorerInfo("regex", "Whether the answer holds a match of a pattern.", "regex:PATTERN", "nothing of the sample"),
        spec => new RegexScorer(spec.Rest));

    public string Name => "regex";

    public string Fingerprint { get; }

    public IReadOnlyList<Metric> Metrics { get; }

    public ValueTask<ScoredObservation> ScoreAsync(Sample sample, Observation observation, CancellationToken cancellationToken)
    {
        if (observation.Outcome == ObservedOutcome.Failed)
            return ValueTask.FromResult(Scores.OfFailedSubject(Metrics, observation));
        return ValueTask.FromResult(_pattern.IsIn(observation.Text) is { } isMatch
            ? new ScoredObservation([new Score.Value(isMatch ? 1 : 0)])
            : Scores.Failed(Metrics, $"The pattern \"{_text}\" took longer than a second. Write it without look-around and back references."));
    }
}
