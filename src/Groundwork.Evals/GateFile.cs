using Groundwork.Evals.Gates;

namespace Groundwork.Evals;

/// <summary>A gate as it is written in a file (docs/formats/gate.md).</summary>
/// <param name="Name">For people.</param>
/// <param name="Dataset">Name of the dataset whose runs it judges.</param>
/// <param name="Rules">At least one.</param>
public sealed record GateFile(string Name, string Dataset, IReadOnlyList<GateRule> Rules)
{
    /// <summary>Fingerprint of the dataset's version; null for any.</summary>
    public string? DatasetVersion { get; init; }

    /// <summary>Name of the subject whose runs it judges; null for any.</summary>
    public string? Subject { get; init; }

    /// <summary>What runs are compared with; null when no rule compares.</summary>
    public GateBaseline? Baseline { get; init; }

    /// <summary>Above 0.5 and below 1. Default 0.95.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Least share of the due items that must have a value, 0..1. Default 0.95.</summary>
    public double MinimumCoverage { get; init; } = 0.95;

    /// <summary>With fewer items, or fewer clusters where items share them, nothing is decided. Default 20, from 2.</summary>
    public int MinimumItems { get; init; } = 20;

    /// <summary>Reads a gate.</summary>
    /// <param name="text">YAML, at most 1,000,000 characters.</param>
    /// <param name="file">Name of the file, for messages.</param>
    /// <exception cref="GateFileException">It is no YAML, a member is unknown, missing, twice or out of its range.</exception>
    public static GateFile Read(string text, string file) => GateReader.Read(text, file);
}
