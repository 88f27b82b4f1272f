namespace Groundwork.Documents;

/// <summary>What a person should know about a chunker before choosing it.</summary>
/// <param name="Name">As it is written in a <see cref="ChunkingPlan"/>.</param>
/// <param name="Summary">How it cuts.</param>
/// <param name="Settings">What can be set, in the order in which a plan names it.</param>
public sealed record ChunkerDescription(string Name, string Summary, IReadOnlyList<ChunkerSetting> Settings);
