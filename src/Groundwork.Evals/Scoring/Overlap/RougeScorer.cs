using Groundwork.Evals.Scoring.Answers;

namespace Groundwork.Evals.Scoring.Overlap;

/// <summary>ROUGE-L.</summary>
internal sealed class RougeScorer : OverlapScorer
{
    public static ScorerMaker Maker { get; } = new(
        new ScorerInfo("rouge-l", "Longest common subsequence of words with the reference: F1, precision and recall, and F1 summary level (union over sentences).", "rouge-l", "a reference or accepted answers"),
        spec =>
        {
            spec.Allow([], []);
            return new RougeScorer();
        });

    public override string Name => "rouge-l";

    public override IReadOnlyList<Metric> Metrics { get; } =
    [
        Quality("rouge_l", "F1 of the longest common subsequence with the reference (Lin 2004, sentence level, beta 1)."),
        Quality("rouge_l_precision", "Share of the answer's words in the longest common subsequence with the reference."),
        Quality("rouge_l_recall", "Share of the reference's words in the longest common subsequence with the answer."),
        Quality("rouge_lsum", "F1 of the union of common subsequences of each sentence of the reference (Lin 2004, summary level, beta 1)."),
    ];

    protected override ScoredObservation Compare(Sample sample, string text, IReadOnlyList<string> references, CancellationToken cancellationToken)
    {
        var language = SampleLanguage.Of(sample);
        var whole = references.Select(reference => Rouge.SentenceLevel(text, reference, cancellationToken)).ToList();
        var summary = references.Select(reference => Rouge.SummaryLevel(text, reference, language, cancellationToken)).ToList();
        var best = whole.OfType<TokenOverlap>().MaxBy(overlap => overlap.F1);
        return new([Score(best?.F1), Score(best?.Precision), Score(best?.Recall), Score(summary.OfType<TokenOverlap>().MaxBy(overlap => overlap.F1)?.F1)]);
    }

    private static Score Score(double? value) => value is { } number ? new Score.Value(number) : new Score.Failed("Answer and reference are too long to compare word by word.");
}
