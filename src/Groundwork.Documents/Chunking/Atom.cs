using Groundwork.Language;

namespace Groundwork.Documents.Chunking;

/// <summary>A span that is not cut further.</summary>
/// <param name="Span">Where it stands.</param>
/// <param name="Tokens">Estimated tokens, at least 1.</param>
/// <param name="End">What a cut after it would part.</param>
internal readonly record struct Atom(TextSpan Span, int Tokens, CutPlace End);
