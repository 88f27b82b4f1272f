namespace Groundwork.Search.Searching;

/// <summary>Decides whether a score that is known to be at most a bound can be among the best.</summary>
/// <param name="least">The score to reach, or anything below 0 while every match is among the best. A tie reaches it: keys decide then.</param>
/// <param name="slack">A factor ≥ 1 for what rounding may add to a sum of scores.</param>
internal readonly struct Pruning(double least, double slack)
{
    /// <summary>The factor for a sum over some terms: each addition rounds by at most 2^−24, and a score is made in fewer than 64 steps, two for each field.</summary>
    public static double SlackOf(int terms) => 1 + ((terms + 64) * (1.0 / (1 << 23)));

    // Written so that a bound that is no number reaches everything.
    public bool MayReach(double bound) => !(bound * slack < least);
}
