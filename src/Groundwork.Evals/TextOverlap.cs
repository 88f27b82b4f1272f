using Groundwork.Evals.Scoring.Overlap;

namespace Groundwork.Evals;

/// <summary>Measures of word and character overlap without a sample or a run, also over a whole corpus. All are 0..1, where others write 0..100.</summary>
public static class TextOverlap
{
    private const int WordOrderOfPlusPlus = 2;

    /// <summary>BLEU of one text: tokens "13a", smoothing "exp", effective order (sacreBLEU's sentence_bleu; Papineni et al. 2002, Post 2018).</summary>
    /// <param name="text">What was written.</param>
    /// <param name="references">At least one.</param>
    public static double Bleu(string text, IReadOnlyList<string> references) => Scoring.Overlap.Bleu.Score(Scoring.Overlap.Bleu.Count(text, Some(references)), isSentence: true);

    /// <summary>BLEU of a corpus: n-grams summed over all texts (sacreBLEU's corpus_bleu). It is no mean of sentences.</summary>
    /// <param name="texts">Each with its references.</param>
    /// <returns>0 without texts.</returns>
    public static double CorpusBleu(IEnumerable<(string Text, IReadOnlyList<string> References)> texts)
    {
        BleuCounts? sum = null;
        foreach (var (text, references) in texts)
        {
            var counts = Scoring.Overlap.Bleu.Count(text, Some(references));
            sum = sum is null ? counts : sum + counts;
        }

        return sum is null ? 0 : Scoring.Overlap.Bleu.Score(sum, isSentence: false);
    }

    /// <summary>chrF of one text against the best reference (Popović 2015); with <paramref name="withWords"/> chrF++ (Popović 2017).</summary>
    /// <param name="text">What was written.</param>
    /// <param name="references">At least one.</param>
    /// <param name="withWords">True for chrF++.</param>
    public static double ChrF(string text, IReadOnlyList<string> references, bool withWords = false) =>
        Scoring.Overlap.ChrF.Score(Scoring.Overlap.ChrF.BestCounts(text, Some(references), withWords ? WordOrderOfPlusPlus : 0));

    /// <summary>chrF of a corpus: n-grams summed over all texts, each against its best reference.</summary>
    /// <param name="texts">Each with its references.</param>
    /// <param name="withWords">True for chrF++.</param>
    /// <returns>0 without texts.</returns>
    public static double CorpusChrF(IEnumerable<(string Text, IReadOnlyList<string> References)> texts, bool withWords = false)
    {
        IReadOnlyList<OverlapCount>? sum = null;
        foreach (var (text, references) in texts)
        {
            var counts = Scoring.Overlap.ChrF.BestCounts(text, Some(references), withWords ? WordOrderOfPlusPlus : 0);
            sum = sum is null ? counts : [.. sum.Zip(counts, (left, right) => left + right)];
        }

        return sum is null ? 0 : Scoring.Overlap.ChrF.Score(sum);
    }

    private static IReadOnlyList<string> Some(IReadOnlyList<string> references) =>
        references.Count > 0 ? references : throw new ArgumentException("There is no reference to compare with; give at least one.", nameof(references));
}
