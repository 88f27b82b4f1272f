namespace Groundwork.Evals;

/// <summary>What a gate says.</summary>
public enum GateVerdict
{
    /// <summary>Every rule is shown to hold.</summary>
    Pass,

    /// <summary>A rule is shown not to hold, or cannot be decided for a reason that more items would not cure.</summary>
    Fail,

    /// <summary>Too few items for the noise they have.</summary>
    Inconclusive,
}
