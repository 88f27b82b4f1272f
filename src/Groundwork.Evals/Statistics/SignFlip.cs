namespace Groundwork.Evals.Statistics;

/// <summary>
/// How likely a difference this large is when nothing distinguishes the two runs: in each unit (a pair, or the pairs of a cluster) the two sides change places by a coin throw.
/// Where weights differ, whole pairs of value and weight change places, so the means stay ratios of sums.
/// </summary>
/// <remarks>
/// Fisher 1935, "The Design of Experiments", section 21; Noreen 1989 for ratios; Smucker, Allan and Carterette 2007 for evaluation; (1 + hits) / (1 + draws) after Phipson and Smyth 2010.
/// Units whose sides are equal change nothing and are left out, so the test is exact with up to 20 units that differ, whatever the number of those that do not.
/// </remarks>
internal static class SignFlip
{
    private const int MostExact = 20;
    private const int MostDrawn = 5_000;
    private const int DrawCount = 10_000;

    /// <summary>Two-sided chance, above 0, at most 1.</summary>
    public static double Chance(ScaledPairs pairs, Draws draws)
    {
        var sides = pairs.Units.Groups.Select(Sides.Of).ToArray();
        var start = Sides.Sum(sides);
        var differing = sides.Where(s => !s.AreEqual).ToArray();
        var observed = Math.Abs(start.Difference);
        // Sums in another order differ in their last digits, after a million exchanges in some more; what is equal but for them is as large.
        var least = observed - (1e-9 * Math.Max(1, observed));
        if (differing.Length <= MostExact) return Exact(differing, start, least);
        return differing.Length <= MostDrawn ? Drawn(differing, start, least, draws) : Limit(differing, start);
    }

    // Gray code: each step turns one unit, so that 2^20 arrangements cost one addition each.
    private static double Exact(Sides[] sides, Sides start, double least)
    {
        var count = 1L << sides.Length;
        var flipped = new bool[sides.Length];
        var sums = start;
        var hits = 1L;
        for (var step = 1L; step < count; step++)
        {
            var unit = System.Numerics.BitOperations.TrailingZeroCount(step);
            sums = flipped[unit] ? sums.Restored(sides[unit]) : sums.Swapped(sides[unit]);
            flipped[unit] = !flipped[unit];
            if (Math.Abs(sums.Difference) >= least) hits++;
        }

        return (double)hits / count;
    }

    private static double Drawn(Sides[] sides, Sides start, double least, Draws draws)
    {
        var hits = 0;
        for (var draw = 0; draw < DrawCount; draw++)
        {
            var sums = start;
            var bits = 0UL;
            for (var i = 0; i < sides.Length; i++)
            {
                if (i % 64 == 0) bits = draws.Bits();
                if ((bits & 1) != 0) sums = sums.Swapped(sides[i]);
                bits >>= 1;
            }

            if (Math.Abs(sums.Difference) >= least) hits++;
        }

        return (1.0 + hits) / (1 + DrawCount);
    }

    // With thousands of units the flipped difference is normal (Lehmann and Romano 2005, section 15.2), and drawing it says nothing more.
    private static double Limit(Sides[] sides, Sides start)
    {
        double squares = 0;
        var pooled = (start.Top + start.LessTop) / (start.Bottom + start.LessBottom);
        var weight = (start.Bottom + start.LessBottom) / 2;
        foreach (var side in sides)
        {
            var moved = ((side.Top - (pooled * side.Bottom)) - (side.LessTop - (pooled * side.LessBottom))) / weight;
            squares += moved * moved;
        }

        return squares == 0 ? 1 : Math.Max(Normal.TwoSided(start.Difference / Math.Sqrt(squares)), double.Epsilon);
    }

    /// <summary>Sums of the candidate and, after "less", of the baseline.</summary>
    private readonly record struct Sides(double Top, double Bottom, double LessTop, double LessBottom)
    {
        public double Difference => Bottom > 0 && LessBottom > 0 ? (Top / Bottom) - (LessTop / LessBottom) : 0;

        public bool AreEqual => Top == LessTop && Bottom == LessBottom;

        public static Sides Of(IReadOnlyList<Pair> pairs) =>
            new(
                pairs.Sum(p => p.CandidateWeight * p.Candidate), pairs.Sum(p => p.CandidateWeight), pairs.Sum(p => p.BaselineWeight * p.Baseline), pairs.Sum(p => p.BaselineWeight));

        public static Sides Sum(IEnumerable<Sides> sides) =>
            sides.Aggregate((a, b) => new Sides(a.Top + b.Top, a.Bottom + b.Bottom, a.LessTop + b.LessTop, a.LessBottom + b.LessBottom));

        public Sides Swapped(Sides unit) => Moved(unit.LessTop - unit.Top, unit.LessBottom - unit.Bottom);

        public Sides Restored(Sides unit) => Moved(unit.Top - unit.LessTop, unit.Bottom - unit.LessBottom);

        private Sides Moved(double top, double bottom) => new(Top + top, Bottom + bottom, LessTop - top, LessBottom - bottom);
    }
}
