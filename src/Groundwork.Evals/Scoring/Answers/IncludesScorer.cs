using Groundwork.Language;

namespace Groundwork.Evals.Scoring.Answers;

/// <summary>Whether an accepted answer stands in what was said: what a short answer is to a written one.</summary>
internal sealed class IncludesScorer : IScorer
{
    public static ScorerMaker Maker { get; } = new(
        new ScorerInfo("includes", "Whether an accepted answer stands in the text, both folded as for exact.", "includes", "accepted answers"),
        spec =>
        {
            spec.Allow([], []);
            return new IncludesScorer();
        });

    public string Name => "includes";

    public string Fingerprint { get; } = ScorerFingerprint.Of("includes", 2);

    public IReadOnlyList<Metric> Metrics { get; } = [new Metric("includes", "Whether an accepted answer stands in what was said.") { IsRate = true, OfFailedItem = 0 }];

    public ValueTask<ScoredObservation> ScoreAsync(Sample sample, Observation observation, CancellationToken cancellationToken) =>
        ValueTask.FromResult(AcceptedAnswers.WithoutComparing(Metrics, sample, observation, sample.Expected.Answers) ?? new([Compare(sample, observation)]));

    private static Score Compare(Sample sample, Observation observation)
    {
        var language = SampleLanguage.Of(sample);
        var given = AnswerText.Tokens(observation.Text, language);
        var found = sample.Expected.Answers!.FirstOrDefault(answer => Stands(AnswerText.Tokens(answer, language), given));
        return found is null ? new Score.Value(0) : new Score.Value(1, $"Says \"{found}\".");
    }

    // Whole tokens: "art" does not stand in "party".
    private static bool Stands(IReadOnlyList<string> answer, IReadOnlyList<string> given)
    {
        for (var at = 0; answer.Count > 0 && at + answer.Count <= given.Count; at++)
            if (answer.Select((token, i) => string.Equals(token, given[at + i], StringComparison.Ordinal)).All(isEqual => isEqual))
                return true;
        return false;
    }
}
