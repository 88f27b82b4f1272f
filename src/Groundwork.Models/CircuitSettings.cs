namespace Groundwork.Models;

/// <summary>When a failing target is left alone.</summary>
public sealed record CircuitSettings
{
    /// <summary>Transient failures in a row that open the circuit, ≥ 1; 5.</summary>
    public int Failures { get; init; } = 5;

    /// <summary>How long it stays open before one request may try; 30 s.</summary>
    public TimeSpan OpenFor { get; init; } = TimeSpan.FromSeconds(30);
}
