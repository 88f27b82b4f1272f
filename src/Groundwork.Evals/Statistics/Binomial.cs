namespace Groundwork.Evals.Statistics;

/// <summary>The binomial distribution.</summary>
internal static class Binomial
{
    /// <summary>Chance of at most <paramref name="successes"/> in <paramref name="trials"/>, each right with chance <paramref name="rate"/>.</summary>
    public static double AtMost(long successes, long trials, double rate) =>
        successes < 0 ? 0 : successes >= trials ? 1 : SpecialFunctions.Beta(trials - successes, successes + 1.0, 1 - rate);

    /// <summary>Two-sided exact chance of a split this uneven of <paramref name="trials"/> fair coin throws.</summary>
    public static double FairCoin(long successes, long trials) => trials == 0 ? 1 : Math.Min(1, 2 * AtMost(Math.Min(successes, trials - successes), trials, 0.5));
}
