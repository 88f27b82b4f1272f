namespace Groundwork.Evals;

/// <summary>What a sequential test says so far.</summary>
public enum SequentialVerdict
{
    /// <summary>Nothing is decided; go on.</summary>
    Undecided,

    /// <summary>A is better.</summary>
    AIsBetter,

    /// <summary>B is better.</summary>
    BIsBetter,

    /// <summary>The two differ by no more than what was said not to matter.</summary>
    NoDifferenceThatMatters,
}
