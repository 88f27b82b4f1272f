using Groundwork.UseCases;

namespace Groundwork.Server.Pages.Parts;

/// <summary>A cited span among the words around it.</summary>
/// <param name="Document">What to draw of the document, with the span marked; null when it is gone.</param>
/// <param name="Citation">Where the whole document shows it.</param>
/// <param name="Place">Where a person finds it; empty when nobody knows.</param>
public sealed record SourceView(DocumentView? Document, string Citation, string Place)
{
    /// <summary>Characters shown on each side of the span, about.</summary>
    public const int Around = 700;

    /// <summary>The span of a document, marked, with what stands around it.</summary>
    public static SourceView Of(DocumentReply document, SpanReply span, string? version)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(span);
        var isThere = span is { Start: >= 0, Length: > 0 } && span.Length <= document.Text.Length - span.Start;
        var marked = isThere ? span : null;
        var at = Math.Clamp(span.Start, 0, document.Text.Length);
        var (start, end) = (WordStart(document.Text, at - Around), WordEnd(document.Text, at + (marked?.Length ?? 0) + Around));
        var block = document.Blocks.LastOrDefault(b => b.Span.Start <= at);
        return new SourceView(
            new DocumentView(document, start, end, marked, version, HasChunks: false, From: null),
            Links.Span(document.Collection, document.Document, span, version),
            block is null ? "" : Show.Place(block.Place));
    }

    private static int WordStart(string text, int at)
    {
        if (at <= 0) return 0;
        var space = text.AsSpan(at, Math.Min(80, text.Length - at)).IndexOfAny(' ', '\n');
        return space >= 0 ? at + space + 1 : char.IsLowSurrogate(text[at]) ? at + 1 : at;
    }

    private static int WordEnd(string text, int at)
    {
        if (at >= text.Length) return text.Length;
        var from = Math.Max(0, at - 80);
        var space = text.AsSpan(from, at - from).LastIndexOfAny(' ', '\n');
        return space >= 0 ? from + space : char.IsLowSurrogate(text[at]) ? at - 1 : at;
    }
}
