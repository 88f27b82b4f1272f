namespace Groundwork.Evals.Scoring.Overlap;

/// <summary>n-grams of one order in a text and a reference. Counts of many pairs add up to those of a corpus.</summary>
/// <param name="Given">In the text.</param>
/// <param name="Expected">In the reference.</param>
/// <param name="Shared">In both.</param>
internal readonly record struct OverlapCount(long Given, long Expected, long Shared)
{
    public static OverlapCount operator +(OverlapCount left, OverlapCount right) => new(left.Given + right.Given, left.Expected + right.Expected, left.Shared + right.Shared);
}
