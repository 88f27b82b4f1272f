using Groundwork.UseCases;

namespace Groundwork.Server.Pages;

/// <summary>The page of one document.</summary>
/// <param name="Document">It.</param>
/// <param name="Start">First character shown.</param>
/// <param name="End">After the last character shown.</param>
/// <param name="Marked">The span to mark; null for none.</param>
/// <param name="CitedVersion">The version the marked span was cited in; null when nobody said.</param>
/// <param name="HasChunks">True draws where chunks begin.</param>
/// <param name="From">Where the reader asked to begin; null for the beginning or the span.</param>
public sealed record DocumentView(DocumentReply Document, int Start, int End, SpanReply? Marked, string? CitedVersion, bool HasChunks, int? From)
{
    /// <summary>How the original can be shown.</summary>
    public OriginalKind OriginalKind { get; init; }

    /// <summary>The original beside the text; null when nobody asked for it.</summary>
    public OriginalView? Original { get; init; }

    /// <summary>True when the marked span was cited in another version than the one shown.</summary>
    public bool HasChanged => CitedVersion is not null && !string.Equals(CitedVersion, Document.Version, StringComparison.Ordinal);
}
