using Groundwork.Evals.Reporting;

namespace Groundwork.Evals;

/// <summary>Reports, comparisons and decisions as plain text for a terminal: columns that line up, no colour, control characters become blanks.</summary>
public static class ReportTable
{
    /// <summary>A run.</summary>
    public static string Of(Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return TableForms.Of(report);
    }

    /// <summary>Two runs.</summary>
    public static string Of(Comparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        return TableForms.Of(comparison);
    }

    /// <summary>A decision.</summary>
    public static string Of(GateDecision decision)
    {
        ArgumentNullException.ThrowIfNull(decision);
        return TableForms.Of(decision);
    }
}
