using Groundwork.Language;

namespace Groundwork.Documents;

/// <summary>A structural piece of canonical text. Blocks ascend, do not overlap, and cover everything but the white space between them.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Span">Where it stands in <see cref="Document.Text"/>.</param>
/// <param name="Level">Heading level 1..6, list nesting from 1, depth of a definition in source code from 1; 0 for the rest.</param>
/// <param name="Anchor">
/// Name of the place inside its source, when it has one: a heading's id; for a piece of source code the qualified name of the definition that
/// it belongs to, like <c>Index.Commit</c>.
/// </param>
public sealed record Block(BlockKind Kind, TextSpan Span, int Level = 0, string? Anchor = null);
