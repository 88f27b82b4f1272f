using AngleSharp.Dom;
using Groundwork.Documents.Canonical;

namespace Groundwork.Documents.Readers.Web;

/// <summary>Finds the source line of text in a parsed page. The parser knows where tags stand; text is looked for behind its tag.</summary>
internal sealed class HtmlLines(string source, int firstLine)
{
    // Text that an entity or a long gap hides keeps the line of its tag.
    private const int SearchedCharacters = 2048;

    // Comments between pieces of text are siblings too; behind many of them the tag around the text is near enough.
    private const int SearchedSiblings = 32;

    private readonly LineIndex _lines = new(source);

    /// <summary>The line of an element's start tag; null when the parser made the element up.</summary>
    public int? Of(IElement element) => Position(element) is { } at ? LineOf(at) : null;

    /// <summary>The line where <paramref name="word"/> of a text node stands, or that of the tag before it.</summary>
    public int? Of(IText node, ReadOnlySpan<char> word)
    {
        int? at = null;
        var searched = 0;
        for (var before = node.PreviousSibling; before is not null && at is null && searched++ < SearchedSiblings; before = before.PreviousSibling)
            if (before is IElement element)
                at = Position(element);
        for (var parent = node.ParentElement; parent is not null && at is null; parent = parent.ParentElement) at = Position(parent);
        return at is { } position ? Behind(position, word) : null;
    }

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
