using Groundwork.Evals.Gates;

namespace Groundwork.Evals;

/// <summary>A working gate for what was measured once, with everything a build server needs: the beginning that <c>eval init</c> writes.</summary>
public static class GateTemplate
{
    /// <summary>
    /// The files of a gate: <c>gate.yaml</c> with a rule for each metric that can be decided, <c>baseline.json</c>, <c>check.sh</c> and <c>github-actions.yml</c>. The run itself passes the gate.
    /// </summary>
    /// <param name="run">The run that later ones are compared with.</param>
    /// <param name="runCommand">Command line that makes a new run, for the scripts.</param>
    /// <param name="gateCommand">Command line that decides with the gate, for the scripts.</param>
    /// <returns>Names and texts; lines end with a line feed.</returns>
    /// <exception cref="ArgumentException">The run has no metric that a gate could decide.</exception>
    public static IReadOnlyList<TemplateFile> For(MeasuredRun run, string runCommand, string gateCommand)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(runCommand);
        ArgumentNullException.ThrowIfNull(gateCommand);
        return GateTexts.For(run, runCommand, gateCommand);
    }
}
