namespace Groundwork.Evals.Scoring.Overlap;

/// <summary>
/// BLEU (Papineni et al. 2002) as sacreBLEU computes it (Post 2018): n-grams of order 1 to 4, tokens of the rules "13a", brevity against the reference nearest in length,
/// and orders without a hit smoothed by halves ("exp", Chen and Cherry 2014, method 3).
/// </summary>
internal static class Bleu
{
    private const int Order = 4;

    /// <summary>Counts of one text.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="references">At least one.</param>
    public static BleuCounts Count(string text, IReadOnlyList<string> references)
    {
        var grams = new NGrams<string>(StringComparer.Ordinal);
        var tokens = BleuTokens.Of(text);
        var given = grams.Count(tokens, Order);
        var expected = references.Select(reference => BleuTokens.Of(reference)).ToList();
        var counted = expected.Select(reference => grams.Count(reference, Order)).ToList();
        var correct = new long[Order];
        for (var order = 0; order < Order; order++)
        {
            foreach (var (gram, count) in given[order])
                correct[order] += Math.Min(count, counted.Max(reference => reference[order].GetValueOrDefault(gram)));
        }

        var nearest = expected.Select(reference => reference.Count).OrderBy(length => Math.Abs(length - tokens.Count)).ThenBy(length => length).First();
        return new BleuCounts(correct, [.. given.Select(order => (long)order.Values.Sum())], tokens.Count, nearest);
    }

    /// <summary>The score of counts, 0..1.</summary>
    /// <param name="counts">Of a text or a corpus.</param>
    /// <param name="isSentence">True to average over the orders that the text is long enough for, as for a sentence.</param>
    public static double Score(BleuCounts counts, bool isSentence)
    {
        if (counts.Length == 0 || counts.Correct.All(count => count == 0))
            return 0;
        var logarithms = 0.0;
        var orders = 0;
        var smoothing = 1.0;
        for (var order = 0; order < Order && counts.Total[order] > 0; order++)
        {
            orders++;
            if (counts.Correct[order] == 0)
                smoothing *= 2;
            logarithms += Math.Log(counts.Correct[order] == 0 ? 1 / (smoothing * counts.Total[order]) : (double)counts.Correct[order] / counts.Total[order]);
        }

        // A corpus without any n-gram of some order has a precision of 0 there.
        if (!isSentence && orders < Order)
            return 0;
        var brevity = counts.Length < counts.ReferenceLength ? Math.Exp(1 - ((double)counts.ReferenceLength / counts.Length)) : 1;
        return Math.Min(1, brevity * Math.Exp(logarithms / orders));
    }
}
