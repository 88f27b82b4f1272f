namespace Groundwork.UseCases;

/// <summary>A first evaluation of a collection, with a gate.</summary>
/// <param name="Collection">The collection.</param>
/// <param name="Folder">Where the gate's files are written; made when needed.</param>
public sealed record InitEvalRequest(string Collection, string Folder)
{
    /// <summary>True to accept the drafted questions without looking at them.</summary>
    public bool Accept { get; init; }

    /// <summary>True to write over files that are there.</summary>
    public bool Force { get; init; }

    /// <summary>Most questions, 1..100,000.</summary>
    public int Count { get; init; } = 200;

    /// <summary>Decides every choice.</summary>
    public long Seed { get; init; }
}
