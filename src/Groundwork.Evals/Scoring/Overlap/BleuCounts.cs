namespace Groundwork.Evals.Scoring.Overlap;

/// <summary>What BLEU is made of. Counts of many texts add up to those of a corpus.</summary>
/// <param name="Correct">n-grams of each order that a reference has, clipped.</param>
/// <param name="Total">n-grams of each order.</param>
/// <param name="Length">Tokens of the text.</param>
/// <param name="ReferenceLength">Tokens of the reference nearest in length.</param>
internal sealed record BleuCounts(IReadOnlyList<long> Correct, IReadOnlyList<long> Total, long Length, long ReferenceLength)
{
    public static BleuCounts operator +(BleuCounts left, BleuCounts right) => new(
        [.. left.Correct.Zip(right.Correct, (one, other) => one + other)],
        [.. left.Total.Zip(right.Total, (one, other) => one + other)],
        left.Length + right.Length,
        left.ReferenceLength + right.ReferenceLength);
}
