namespace Groundwork.TestKit.Guarding;

/// <summary>What a gate said about the product.</summary>
/// <param name="Gate">Name of the gate's file without its ending; <c>prepare</c> for what comes before the gates.</param>
/// <param name="ExitCode">0 for pass, 3 for fail, 4 for inconclusive; anything else: there is no verdict.</param>
/// <param name="Text">The gate's table, or what went wrong.</param>
public sealed record GateOutcome(string Gate, int ExitCode, string Text)
{
    /// <summary>Whether the product may go out as far as this gate knows. What is inconclusive or broken may not.</summary>
    public bool Passes => ExitCode == 0;

    public override string ToString() => Text;
}
