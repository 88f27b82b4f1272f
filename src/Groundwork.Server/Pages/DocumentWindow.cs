using Groundwork.UseCases;

namespace Groundwork.Server.Pages;

/// <summary>Which part of a long document one page shows: whole blocks where they fit, a piece of a block where one alone is too long.</summary>
internal static class DocumentWindow
{
    /// <summary>Characters that one page shows, about.</summary>
    public const int Characters = 60_000;

    private const int Before = 8_000;

    /// <summary>The range of characters to show.</summary>
    /// <param name="document">The document.</param>
    /// <param name="from">Where the reader asked to begin; null for the span, or the beginning.</param>
    /// <param name="marked">The span to mark; null for none.</param>
    public static (int Start, int End) Of(DocumentReply document, int? from, SpanReply? marked)
    {
        var length = document.Text.Length;
        if (length <= Characters) return (0, length);
        var wanted = Math.Clamp(from ?? Math.Max(0, (marked?.Start ?? 0) - Before), 0, length - 1);
        var start = wanted == 0 ? 0 : StartNear(document, wanted);
        var end = start + Characters >= length ? length : EndNear(document, start, start + Characters);
        return (start, end);
    }

    /// <summary>Where the part before begins; null at the beginning.</summary>
    public static int? Earlier(int start) => start == 0 ? null : Math.Max(0, start - Characters);

    /// <summary>Where the part after begins; null at the end.</summary>
    public static int? Later(DocumentReply document, int end) => end >= document.Text.Length ? null : end;

    // A block that began a little before is shown whole.
    private static int StartNear(DocumentReply document, int wanted)
    {
        var block = document.Blocks.LastOrDefault(b => b.Span.Start <= wanted);
        return block is not null && wanted - block.Span.Start < Before ? block.Span.Start : Whole(document.Text, wanted);
    }

    private static int EndNear(DocumentReply document, int start, int wanted)
    {
        var block = document.Blocks.LastOrDefault(b => b.Span.Start <= wanted);
        return block is not null && block.Span.Start > start + Before ? block.Span.Start : Whole(document.Text, wanted);
    }

    // Never between the halves of a surrogate pair.
    private static int Whole(string text, int at) => at > 0 && at < text.Length && char.IsLowSurrogate(text[at]) ? at - 1 : at;
}
