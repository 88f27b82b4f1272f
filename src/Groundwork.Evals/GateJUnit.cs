using Groundwork.Evals.Gates;

namespace Groundwork.Evals;

/// <summary>
/// Decisions as JUnit XML, which build servers show: one test case for each demand; <c>failure</c> for fail, <c>error</c> for inconclusive, since a skipped test would count as passed.
/// </summary>
public static class GateJUnit
{
    /// <summary>Writes a decision. Characters that XML 1.0 cannot hold are written as U+FFFD; nothing depends on the clock.</summary>
    public static void Write(GateDecision decision, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(decision);
        ArgumentNullException.ThrowIfNull(writer);
        JUnitForm.Write(decision, writer);
    }
}
