namespace Groundwork.Evals.Scoring.Overlap;

/// <summary>chrF and chrF++.</summary>
internal sealed class ChrFScorer : OverlapScorer
{
    private const int WordOrder = 2;

    public static ScorerMaker Maker { get; } = new(
        new ScorerInfo("chrf", "Character n-gram F-score with the reference, beta 2, 0..1: chrF of order 6, and chrF++ with words of order 2.", "chrf", "a reference or accepted answers"),
        spec =>
        {
            spec.Allow([], []);
            return new ChrFScorer();
        });

    public override string Name => "chrf";

    public override IReadOnlyList<Metric> Metrics { get; } =
    [
        Quality("chrf", "F-score of character n-grams with the reference (Popović 2015), 0..1 where others write 0..100."),
        Quality("chrf++", "The same with word n-grams of order 1 and 2 (Popović 2017)."),
    ];

    protected override ScoredObservation Compare(Sample sample, string text, IReadOnlyList<string> references, CancellationToken cancellationToken) =>
        new([new Score.Value(ChrF.Score(ChrF.BestCounts(text, references, 0))), new Score.Value(ChrF.Score(ChrF.BestCounts(text, references, WordOrder)))]);
}
