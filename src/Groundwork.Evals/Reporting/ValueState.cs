namespace Groundwork.Evals.Reporting;

/// <summary>Whether a sample has a value of a metric.</summary>
internal enum ValueState : byte
{
    /// <summary>The metric says nothing about it.</summary>
    NotApplicable,

    /// <summary>It has one.</summary>
    Scored,

    /// <summary>It should have one.</summary>
    Missing,
}
