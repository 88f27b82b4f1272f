using Groundwork.Language;

namespace Groundwork.Evals.Scoring.Answers;

/// <summary>Tokens that the answer shares with the accepted one it is nearest to (Rajpurkar et al. 2016).</summary>
internal sealed class TokenScorer : IScorer
{
    public static ScorerMaker Maker { get; } = new(
        new ScorerInfo(
            "tokens",
            "F1, precision and recall of the answer's tokens, for the accepted answer with the greatest F1; a token is a character in scripts without blanks.",
            "tokens",
            "accepted answers, or a reference"),
        spec =>
        {
            spec.Allow([], []);
            return new TokenScorer();
        });

    public string Name => "tokens";

    public string Fingerprint { get; } = ScorerFingerprint.Of("tokens", 2);

    public IReadOnlyList<Metric> Metrics { get; } =
    [
        new Metric("token_f1", "Harmonic mean of token precision and recall, greatest over the accepted answers.") { OfFailedItem = 0 },
        new Metric("token_precision", "Share of the answer's tokens that the accepted answer has.") { OfFailedItem = 0 },
        new Metric("token_recall", "Share of the accepted answer's tokens that the answer has.") { OfFailedItem = 0 },
    ];

    public ValueTask<ScoredObservation> ScoreAsync(Sample sample, Observation observation, CancellationToken cancellationToken)
    {
        var accepted = sample.Expected.Answers is { Count: > 0 } answers ? answers : sample.Expected.Reference is { } reference ? [reference] : null;
        return ValueTask.FromResult(AcceptedAnswers.WithoutComparing(Metrics, sample, observation, accepted) ?? Compare(sample, observation, accepted!));
    }

    private static ScoredObservation Compare(Sample sample, Observation observation, IReadOnlyList<string> accepted)
    {
        var language = SampleLanguage.Of(sample);
        var given = AnswerText.Tokens(observation.Text, language);
        var best = accepted
            .Select((answer, place) => (Overlap: TokenOverlap.Of(given, AnswerText.Tokens(answer, language)), place))
            .OrderByDescending(pair => pair.Overlap.F1).ThenBy(pair => pair.place)
            .First();
        var why = accepted.Count == 1 ? "" : $"Compared with \"{accepted[best.place]}\".";
        return new([new Score.Value(best.Overlap.F1, why), new Score.Value(best.Overlap.Precision, why), new Score.Value(best.Overlap.Recall, why)]);
    }
}
