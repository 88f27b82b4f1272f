namespace Groundwork.Evals;

/// <summary>How the repeats of one sample become one value.</summary>
public abstract record RepeatRule
{
    private RepeatRule()
    {
    }

    /// <summary>The mean.</summary>
    public static RepeatRule Mean { get; } = new Average();

    /// <summary>The mean.</summary>
    public sealed record Average : RepeatRule;

    /// <summary>Chance that at least one of <paramref name="Tries"/> drawn repeats is right: 1 − C(n−c, k) / C(n, k). Needs n ≥ k repeats of value 0 or 1.</summary>
    /// <param name="Tries">k ≥ 1.</param>
    public sealed record AnyOf(int Tries) : RepeatRule;

    /// <summary>Chance that all of <paramref name="Tries"/> drawn repeats are right: C(c, k) / C(n, k). Needs n ≥ k repeats of value 0 or 1.</summary>
    /// <param name="Tries">k ≥ 1.</param>
    public sealed record AllOf(int Tries) : RepeatRule;
}
