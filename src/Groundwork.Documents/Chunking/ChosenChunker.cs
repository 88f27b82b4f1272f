namespace Groundwork.Documents.Chunking;

/// <summary>A chunker as a plan chose it.</summary>
/// <param name="Chunker">The chunker.</param>
/// <param name="Text">Its name and the settings that differ from the defaults.</param>
internal sealed record ChosenChunker(IChunker Chunker, string Text);
