namespace Groundwork.Evals;

/// <summary>What a gate says about a run.</summary>
/// <param name="Gate">Name of the gate.</param>
/// <param name="Run">Id of the run.</param>
/// <param name="Verdict">The worst of the rules: fail before inconclusive before pass. Never pass without a rule.</param>
/// <param name="Rules">One for each demand, in the order of the file.</param>
public sealed record GateDecision(string Gate, string Run, GateVerdict Verdict, IReadOnlyList<RuleDecision> Rules)
{
    /// <summary>0 for pass, 3 for fail, 4 for inconclusive.</summary>
    public int ExitCode => Verdict switch { GateVerdict.Pass => 0, GateVerdict.Fail => 3, _ => 4 };

    /// <summary>Things a reader must know.</summary>
    public IReadOnlyList<string> Notices { get; init; } = [];
}
