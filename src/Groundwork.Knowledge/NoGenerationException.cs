namespace Groundwork.Knowledge;

/// <summary>There is no generation to go back to.</summary>
public sealed class NoGenerationException(string message) : Exception(message)
{
    internal static NoGenerationException Kept(CollectionName name) => new(
        $"The collection \"{name}\" keeps no earlier generation to go back to. One is kept when \"groundwork reindex\" changes the chunker or the embedder.");
}
