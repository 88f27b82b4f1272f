using Groundwork.Evals.Gates;

namespace Groundwork.Evals;

/// <summary>Decides whether a run may pass.</summary>
/// <remarks>
/// <para>
/// Each demand is a limit for a mean or for a difference from the baseline. With a rule's confidence c it is met when the one-sided lower bound of what was measured (the lower end of its
/// interval at 2c − 1) reaches the limit, broken when the upper bound stays below it, and inconclusive otherwise. Every demand must be met, so passing needs no correction (Berger 1982,
/// "Multiparameter Hypothesis Testing and Acceptance Sampling", the intersection–union test); any broken demand fails the gate, so breaking is corrected over all demands after Holm 1979.
/// </para>
/// <para>A missing metric, a missing baseline, no items, a coverage below the minimum, an uncertified judge, a changed scorer, other samples or another dataset fail; they never pass.</para>
/// <para>Items that all have exactly the value of the baseline pass as a fact; one that changed is judged by the interval.</para>
/// </remarks>
public static class Gate
{
    /// <summary>Decides. Pure: the same arguments give the same decision.</summary>
    /// <param name="gate">The rules.</param>
    /// <param name="candidate">The run.</param>
    /// <param name="baseline">What it is compared with, found by <see cref="GateFile.Baseline"/>; null when there is none, or it is not needed.</param>
    /// <param name="cancellationToken">Cancels the statistics.</param>
    public static GateDecision Decide(GateFile gate, MeasuredRun candidate, Baseline? baseline, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(gate);
        ArgumentNullException.ThrowIfNull(candidate);
        return new GateRun(gate, candidate, baseline).Decide(cancellationToken);
    }
}
