namespace Groundwork.Documents;

/// <summary>A text is not a chunking plan; the message names the word that is wrong and what is allowed in its place.</summary>
public sealed class ChunkingPlanException(string message) : ArgumentException(message);
