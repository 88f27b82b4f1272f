using Groundwork.Evals.Reporting;

namespace Groundwork.Evals;

/// <summary>Summaries for a pull request, in Markdown. Texts from outside are escaped, so that a name cannot become a link, an image, a mention or a row.</summary>
public static class ReportMarkdown
{
    /// <summary>A run: every metric with its interval and coverage.</summary>
    public static string Of(Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return MarkdownForms.Of(report);
    }

    /// <summary>Two runs: every difference with its interval, the regressions first.</summary>
    public static string Of(Comparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        return MarkdownForms.Of(comparison);
    }

    /// <summary>A decision: the verdict, what was not met first, and how many items are missing.</summary>
    public static string Of(GateDecision decision)
    {
        ArgumentNullException.ThrowIfNull(decision);
        return MarkdownForms.Of(decision);
    }
}
