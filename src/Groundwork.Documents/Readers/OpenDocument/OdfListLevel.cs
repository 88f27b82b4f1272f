using Groundwork.Documents.Readers.Packages;

namespace Groundwork.Documents.Readers.OpenDocument;

/// <summary>One level of a list style.</summary>
/// <param name="Style">How its numbers look.</param>
/// <param name="Prefix">Text before the number.</param>
/// <param name="Suffix">Text after it.</param>
/// <param name="ShownLevels">How many levels, this one included, the number shows.</param>
/// <param name="Start">The first number.</param>
internal sealed record OdfListLevel(ListNumberStyle Style, string Prefix, string Suffix, int ShownLevels, int Start);
