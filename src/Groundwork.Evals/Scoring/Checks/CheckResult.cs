namespace Groundwork.Evals.Scoring.Checks;

/// <summary>What a check found.</summary>
internal abstract record CheckResult
{
    private CheckResult()
    {
    }

    /// <summary>It was checked.</summary>
    /// <param name="Holds">Before negation.</param>
    /// <param name="Why">A few words; empty for none.</param>
    public sealed record Checked(bool Holds, string Why = "") : CheckResult;

    /// <summary>It could not be checked.</summary>
    /// <param name="Reason">Why.</param>
    public sealed record Failed(string Reason) : CheckResult;

    public static CheckResult Of(bool? holds, string failure) => holds is { } known ? new Checked(known) : new Failed(failure);
}
