using Groundwork.Language;

namespace Groundwork.Evals.Scoring.Answers;

/// <summary>Whether the answer is one of the accepted ones.</summary>
internal sealed class ExactScorer : IScorer
{
    public static ScorerMaker Maker { get; } = new(
        new ScorerInfo(
            "exact",
            "Whether the answer equals an accepted one after folding of forms, case, punctuation and blanks; in English without articles.",
            "exact",
            "accepted answers"),
        spec =>
        {
            spec.Allow([], []);
            return new ExactScorer();
        });

    public string Name => "exact";

    public string Fingerprint { get; } = ScorerFingerprint.Of("exact", 2);

    public IReadOnlyList<Metric> Metrics { get; } = [new Metric("exact_match", "Whether the answer is one of the accepted ones.") { IsRate = true, OfFailedItem = 0 }];

    public ValueTask<ScoredObservation> ScoreAsync(Sample sample, Observation observation, CancellationToken cancellationToken) =>
        ValueTask.FromResult(AcceptedAnswers.WithoutComparing(Metrics, sample, observation, sample.Expected.Answers) ?? new([Compare(sample, observation)]));

    private static Score Compare(Sample sample, Observation observation)
    {
        var language = SampleLanguage.Of(sample);
        var given = AnswerText.Normalized(observation.Text, language);
        var equal = sample.Expected.Answers!.FirstOrDefault(answer => Equal(answer, observation.Text, given, language));
        return equal is null ? new Score.Value(0) : new Score.Value(1, $"Equals \"{equal}\".");
    }

    // Answers of punctuation alone, like ">=", are nothing after normalising and are compared as they are.
    private static bool Equal(string answer, string text, string given, LanguageCode language)
    {
        var accepted = AnswerText.Normalized(answer, language);
        return accepted.Length == 0 || given.Length == 0
            ? AnswerText.Folded(answer.Trim()).Equals(AnswerText.Folded(text.Trim()), StringComparison.Ordinal)
            : accepted.Equals(given, StringComparison.Ordinal);
    }
}
