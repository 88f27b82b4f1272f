using Groundwork.Documents;
using Groundwork.Language;

namespace Groundwork.Benchmarks.Chunkers;

/// <summary>A place that answers a question, or that an answer is given.</summary>
/// <param name="Document">Its document.</param>
/// <param name="Span">Where in the document's text.</param>
internal readonly record struct Gold(DocumentId Document, TextSpan Span)
{
    /// <summary>True when the other shares with it at least half of whichever of the two is shorter.</summary>
    public bool IsHitBy(Gold given) => given.Document == Document && 2 * Shared(given.Span) >= Math.Min(given.Span.Length, Span.Length);

    /// <summary>Code units that a span of the same document shares with it.</summary>
    public int Shared(TextSpan span) => Math.Max(0, Math.Min(span.End, Span.End) - Math.Max(span.Start, Span.Start));
}
