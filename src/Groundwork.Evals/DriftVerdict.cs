namespace Groundwork.Evals;

/// <summary>What may be said about a feature.</summary>
public enum DriftVerdict
{
    /// <summary>A window has too few items with this feature to say anything.</summary>
    TooFew,

    /// <summary>No change was shown.</summary>
    Steady,

    /// <summary>It changed: further than the reference's own windows differ, and not by chance.</summary>
    Drifted,
}
