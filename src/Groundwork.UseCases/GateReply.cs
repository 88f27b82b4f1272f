using System.Text.Json;
using System.Text.Json.Serialization;
using Groundwork.Evals;

namespace Groundwork.UseCases;

/// <summary>What a gate says.</summary>
/// <param name="Gate">Name of the gate.</param>
/// <param name="Run">Id of the run.</param>
/// <param name="Verdict"><c>pass</c>, <c>fail</c> or <c>inconclusive</c>.</param>
/// <param name="Decision">As docs/formats/gate.md says.</param>
public sealed record GateReply(string Gate, string Run, string Verdict, JsonElement Decision)
{
    /// <summary>What a program that asks should exit with: 0 for pass, 3 for fail, 4 for inconclusive.</summary>
    [JsonIgnore]
    public int ExitCode => Decided.ExitCode;

    /// <summary>The decision, for those who draw it.</summary>
    internal GateDecision Decided { get; init; } = null!;
}
