using Groundwork.Language;

namespace Groundwork.Documents.Chunking;

/// <summary>
/// Where the words of a text change: block comparison with depth scores (M. A. Hearst 1997, TextTiling, sections 5.1 to 5.3), over the stems
/// that are no stop words. Time is linear in the length of the text.
/// </summary>
internal static class Cohesion
{
    /// <summary>
    /// For every atom how deep the valley of cohesion before it is, less the depth from which a valley counts as a change of subject (mean less
    /// half a standard deviation, the paper's strict choice). Positive: a good cut. Index 0 is no gap and holds 0.
    /// </summary>
    /// <param name="document">The document.</param>
    /// <param name="atoms">Its sentences.</param>
    /// <param name="blockTokens">Tokens of each of the two blocks that are compared at a gap; whole atoms, at least one.</param>
    public static double[] DepthsOf(Document document, IReadOnlyList<Atom> atoms, int blockTokens)
    {
        var scores = Smooth(Scores(TermsOf(document, atoms), atoms, blockTokens));
        var depths = new double[atoms.Count];
        var left = 0.0;
        for (var i = 1; i < atoms.Count; i++)
        {
            left = i == 1 || scores[i - 1] < scores[i] ? scores[i] : left;
            depths[i] = left - scores[i];
        }

        var right = 0.0;
        for (var i = atoms.Count - 1; i >= 1; i--)
        {
            right = i == atoms.Count - 1 || scores[i + 1] < scores[i] ? scores[i] : right;
            depths[i] += right - scores[i];
        }

        LowerByCutoff(depths);
        return depths;
    }

    private static void LowerByCutoff(double[] depths)
    {
        var gaps = depths.Length - 1;
        if (gaps < 1) return;
        double sum = 0, squares = 0;
        for (var i = 1; i <= gaps; i++) (sum, squares) = (sum + depths[i], squares + (depths[i] * depths[i]));
        var mean = sum / gaps;
        var cutoff = mean - (Math.Sqrt(Math.Max(0, (squares / gaps) - (mean * mean))) / 2);
        for (var i = 1; i <= gaps; i++) depths[i] -= cutoff;
    }

    private static List<int[]> TermsOf(Document document, IReadOnlyList<Atom> atoms)
    {
        var analyzer = new TextAnalyzer(document.Language);
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var terms = new List<Term>();
        var all = new List<int[]>(atoms.Count);
        foreach (var atom in atoms)
        {
            terms.Clear();
            analyzer.Analyze(atom.Span.Of(document.Text), terms);
            all.Add([.. terms.Where(term => !term.IsStopWord).Select(term => NumberOf(term.Text))]);
        }

        return all;

        int NumberOf(string term)
        {
            if (!numbers.TryGetValue(term, out var number)) numbers.Add(term, number = numbers.Count);
            return number;
        }
    }

    // Both blocks slide along, so every term enters and leaves each of them once.
    private static double[] Scores(List<int[]> terms, IReadOnlyList<Atom> atoms, int blockTokens)
    {
        var blocks = new TermBlocks(terms.Count == 0 ? 0 : terms.Max(numbers => numbers.Length == 0 ? 0 : numbers.Max() + 1));
        var scores = new double[atoms.Count];
        int leftStart = 0, leftTokens = 0, rightEnd = 0, rightTokens = 0;
        for (var gap = 0; gap < atoms.Count; gap++)
        {
            if (gap > 0)
            {
                rightTokens -= atoms[gap - 1].Tokens;
                leftTokens += atoms[gap - 1].Tokens;
                foreach (var term in terms[gap - 1]) blocks.MoveToLeft(term);
                for (; leftStart < gap - 1 && leftTokens - atoms[leftStart].Tokens >= blockTokens; leftStart++)
                {
                    leftTokens -= atoms[leftStart].Tokens;
                    foreach (var term in terms[leftStart]) blocks.RemoveLeft(term);
                }
            }

            for (; rightEnd < atoms.Count && (rightEnd <= gap || rightTokens < blockTokens); rightEnd++)
            {
                rightTokens += atoms[rightEnd].Tokens;
                foreach (var term in terms[rightEnd]) blocks.AddRight(term);
            }

            scores[gap] = blocks.Cosine;
        }

        return scores;
    }

    // One round over three gaps: single sentences without shared words make the curve ragged.
    private static double[] Smooth(double[] scores)
    {
        var smooth = new double[scores.Length];
        for (var i = 1; i < scores.Length; i++)
        {
            var (sum, count) = (scores[i], 1);
            if (i > 1) (sum, count) = (sum + scores[i - 1], count + 1);
            if (i + 1 < scores.Length) (sum, count) = (sum + scores[i + 1], count + 1);
            smooth[i] = sum / count;
        }

        return smooth;
    }
}
