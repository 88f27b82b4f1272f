namespace Groundwork.Evals.Scoring.Overlap;

/// <summary>BLEU of single answers.</summary>
internal sealed class BleuScorer : OverlapScorer
{
    public static ScorerMaker Maker { get; } = new(
        new ScorerInfo(
            "bleu",
            "Sentence BLEU with the reference, smoothed, 0..1. The mean over items is not the BLEU of the corpus.",
            "bleu",
            "a reference or accepted answers"),
        spec =>
        {
            spec.Allow([], []);
            return new BleuScorer();
        });

    public override string Name => "bleu";

    public override IReadOnlyList<Metric> Metrics { get; } =
        [Quality("bleu_sentence", "BLEU of the single answer (Papineni et al. 2002; tokens 13a, smoothing exp, effective order), 0..1; its mean is not the BLEU of the corpus.")];

    protected override ScoredObservation Compare(Sample sample, string text, IReadOnlyList<string> references, CancellationToken cancellationToken) =>
        new([new Score.Value(Bleu.Score(Bleu.Count(text, references), isSentence: true))]);
}
