namespace Groundwork.Documents.Chunking;

/// <summary>Neighbouring sections that are cut together.</summary>
/// <param name="Headings">Headings that stand above all of it.</param>
/// <param name="Blocks">All blocks in order.</param>
/// <param name="Tokens">Estimated tokens.</param>
internal sealed record SectionGroup(IReadOnlyList<string> Headings, IReadOnlyList<Block> Blocks, int Tokens);
