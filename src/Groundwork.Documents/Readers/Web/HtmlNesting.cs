using System.Collections.Frozen;

namespace Groundwork.Documents.Readers.Web;

/// <summary>
/// Refuses pages whose nesting would keep a conforming parser busy for minutes: its work grows with the product of open elements and
/// tags, and unclosed formatting elements are opened again in every paragraph that follows.
/// </summary>
internal static class HtmlNesting
{
    private const int MaxOpenElements = 4000;
    private const long MaxReopenedElements = 2_000_000;

    // A parser looks through the open elements at many tags: pages stand about ten deep, so this much on average is no page.
    private const long MaxWork = 4_000_000;
    private const int MaxAverageDepth = 64;
    private const int TagsBetweenChecks = 1 << 14;

    // Elements without an end tag, and elements whose end tag may be left out.
    private static readonly FrozenSet<string> s_notNesting = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "area", "base", "br", "col", "embed", "frame", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "keygen",
        "p", "li", "dt", "dd", "td", "th", "tr", "thead", "tbody", "tfoot", "colgroup", "caption", "option", "optgroup", "rt", "rp", "html", "head", "body");

    private static readonly FrozenSet<string> s_formatting = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase, "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u");

    // HTML elements that end SVG or MathML around them, and the places in those where HTML goes on (HTML Standard, 13.2.6.5).
    private static readonly FrozenSet<string> s_leavingForeign = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "b", "big", "blockquote", "body", "br", "center", "code", "dd", "div", "dl", "dt", "em", "embed", "font", "h1", "h2", "h3", "h4", "h5", "h6",
        "head", "hr", "i", "img", "li", "listing", "menu", "meta", "nobr", "ol", "p", "pre", "ruby", "s", "small", "span", "strong", "strike", "sub",
        "sup", "table", "tt", "u", "ul", "var", "foreignObject", "desc", "title", "mi", "mo", "mn", "ms", "mtext", "annotation-xml");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> s_leavingForeignNames = s_leavingForeign.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> s_notNestingNames = s_notNesting.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> s_formattingNames = s_formatting.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Scans the tags once, without building anything.</summary>
    /// <exception cref="DocumentUnreadableException">Nested too deeply.</exception>
    public static void Check(string html, string path, CancellationToken cancellationToken)
    {
        int open = 0, formatting = 0;
        var isForeign = false;
        long reopened = 0, work = 0, tags = 0;
        var at = html.IndexOf('<', StringComparison.Ordinal);
        while (at >= 0 && at + 1 < html.Length)
        {
            var rest = html.AsSpan(at + 1);
            var next = at + 1;
            if (rest.StartsWith("!--"))
            {
                next = html.IndexOf("-->", at + 1, StringComparison.Ordinal) is var end and >= 0 ? end : html.Length;
            }
            else
            {
                var isEnd = rest[0] == '/';
                var name = Name(isEnd ? rest[1..] : rest);
                if (!name.IsEmpty)
                {
                    if (name.Equals("svg", StringComparison.OrdinalIgnoreCase) || name.Equals("math", StringComparison.OrdinalIgnoreCase)) isForeign = !isEnd;
                    else if (!isEnd && s_leavingForeignNames.Contains(name)) isForeign = false;
                    // Only SVG and MathML know tags that close themselves; elsewhere <div/> opens an element.
                    var closesItself = isForeign && !isEnd && rest.IndexOf('>') is var close and > 0 && rest[close - 1] == '/';
                    var step = isEnd ? -1 : closesItself ? 0 : 1;
                    if (s_formattingNames.Contains(name)) formatting = Math.Max(0, formatting + step);
                    else if (!isEnd) reopened += formatting;
                    if (!s_notNestingNames.Contains(name)) open = Math.Max(0, open + step);
                    if (!isEnd && name.Equals("script", StringComparison.OrdinalIgnoreCase))
                        next = html.IndexOf("</script", at, StringComparison.OrdinalIgnoreCase) is var script and >= 0 ? script : html.Length;
                }
            }

            work += open;
            if (++tags % TagsBetweenChecks == 0) cancellationToken.ThrowIfCancellationRequested();
            if (open > MaxOpenElements || reopened > MaxReopenedElements || work > MaxWork + MaxAverageDepth * tags)
                throw new DocumentUnreadableException(UnreadableReason.Damaged, FormattableString.Invariant(
                    $"\"{path}\" has {open} HTML elements open inside each other at offset {at}, which no page needs. Close the elements, or save the page as text."));
            at = next < html.Length ? html.IndexOf('<', next) : -1;
        }
    }

    private static ReadOnlySpan<char> Name(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && char.IsAsciiLetterOrDigit(text[length])) length++;
        return length > 0 && char.IsAsciiLetter(text[0]) ? text[..length] : [];
    }
}
