namespace Groundwork.Documents.Readers.Code;

/// <summary>One token of source code.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Where it starts in the text.</param>
/// <param name="End">Where it ends.</param>
internal readonly record struct CodeToken(CodeTokenKind Kind, int Start, int End);
