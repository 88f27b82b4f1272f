using AngleSharp.Dom;
using Groundwork.Documents.Canonical;

namespace Groundwork.Documents.Readers.Web;

/// <summary>Finds the source line of text in a parsed page. The parser knows where tags stand; text is looked for behind its tag.</summary>
internal sealed class HtmlLines(string source, int firstLine)
{
    // Text that an entity or a long gap hides keeps the line of its tag.
    private const int SearchedCharacters = 2048;

    private readonly LineIndex _lines = new(source);
    private int? _lastTag;

    /// <summary>The line of an element's start tag; null when the parser made the element up.</summary>
    public int? Of(IElement element) => Position(element) is { } at ? LineOf(at) : null;

    /// <summary>Remembers a start tag; tags are passed in the order of the page.</summary>
    public void Pass(IElement element) => _lastTag = Position(element) ?? _lastTag;

    /// <summary>The line where <paramref name="word"/> stands behind the last tag, or that of the tag; null before the first tag.</summary>
    public int? OfText(ReadOnlySpan<char> word) => _lastTag is { } position ? Behind(position, word) : null;

    /// <summary>The line at which the text of an element starts, its first line counted even when it is blank.</summary>
    public int? FirstTextLine(IElement element, string text)
    {
        var start = text.AsSpan().TrimStart();
        if (start.IsEmpty || Position(element) is not { } at) return null;
        var end = start.IndexOfAny(" \t\n");
        return Behind(at, end < 0 ? start : start[..end]) - text.AsSpan(0, text.Length - start.Length).Count('\n');
    }

    private int Behind(int tag, ReadOnlySpan<char> word)
    {
        var from = source.IndexOf('>', tag);
        if (from < 0) return LineOf(tag);
        var found = source.AsSpan(from, Math.Min(SearchedCharacters, source.Length - from)).IndexOf(word, StringComparison.Ordinal);
        return LineOf(found < 0 ? tag : from + found);
    }

    private int LineOf(int offset) => _lines.LineOf(offset) + firstLine - 1;

    private static int? Position(IElement element) => element.SourceReference?.Position is { Position: > 0 } position ? position.Index : null;
}
