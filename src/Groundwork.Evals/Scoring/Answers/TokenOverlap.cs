namespace Groundwork.Evals.Scoring.Answers;

/// <summary>How two bags of tokens overlap.</summary>
/// <param name="Precision">Share of the first that the second has, 0..1.</param>
/// <param name="Recall">Share of the second that the first has, 0..1.</param>
internal sealed record TokenOverlap(double Precision, double Recall)
{
    public double F1 => Precision + Recall == 0 ? 0 : 2 * Precision * Recall / (Precision + Recall);

    /// <summary>Compares; two empty bags are equal, one empty bag shares nothing.</summary>
    public static TokenOverlap Of(IReadOnlyList<string> given, IReadOnlyList<string> expected)
    {
        if (given.Count == 0 || expected.Count == 0)
            return given.Count == expected.Count ? new TokenOverlap(1, 1) : new TokenOverlap(0, 0);
        var left = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var token in expected)
            left[token] = left.GetValueOrDefault(token) + 1;
        var shared = 0;
        foreach (var token in given)
        {
            if (left.GetValueOrDefault(token) == 0)
                continue;
            left[token]--;
            shared++;
        }

        return new TokenOverlap((double)shared / given.Count, (double)shared / expected.Count);
    }
}
