namespace Groundwork.Documents.Readers.Slides;

/// <summary>A paragraph of a shape.</summary>
/// <param name="Text">Its text; lines end in <c>\n</c>.</param>
/// <param name="ListLevel">From 1 for an item of a list; 0 for running text.</param>
/// <param name="Label">The item's number, like <c>2.</c>; null for a bullet.</param>
internal sealed record SlideParagraph(string Text, int ListLevel = 0, string? Label = null);
