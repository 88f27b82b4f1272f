using Groundwork.Sources;

namespace Groundwork.Knowledge;

/// <summary>A source that a collection is kept level with.</summary>
/// <param name="Name">Its name in the collection.</param>
/// <param name="Specification">What it is.</param>
/// <param name="AddedAt">When it was registered, UTC.</param>
public sealed record RegisteredSource(string Name, SourceSpecification Specification, DateTimeOffset AddedAt)
{
    /// <summary>What it was before, since its last successful synchronisation: what only these cover is gone now.</summary>
    public IReadOnlyList<SourceSpecification> Earlier { get; init; } = [];

    /// <summary>What came of the last synchronisation; null before the first.</summary>
    public SourceOutcome? Last { get; init; }
}
