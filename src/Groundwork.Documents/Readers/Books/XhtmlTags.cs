using System.Collections.Frozen;
using System.Text;

namespace Groundwork.Documents.Readers.Books;

/// <summary>
/// Makes the markup of books readable for a parser of HTML, which takes <c>&lt;title/&gt;</c> for an opening tag and would swallow the page.
/// Lines stay where they are.
/// </summary>
internal static class XhtmlTags
{
    private static readonly FrozenSet<string> s_void = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase, "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> s_voidNames = s_void.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Writes elements that close themselves with an end tag of their own.</summary>
    public static string Close(string markup)
    {
        var result = new StringBuilder(markup.Length + 64);
        var copied = 0;
        for (var at = markup.IndexOf('<', StringComparison.Ordinal); at >= 0 && at + 1 < markup.Length; at = markup.IndexOf('<', at))
        {
            var rest = markup.AsSpan(at);
            if (rest.StartsWith("<!--"))
            {
                at = After(markup, at + 4, "-->");
            }
            else if (rest.StartsWith("<![CDATA["))
            {
                at = After(markup, at + 9, "]]>");
            }
            else
            {
                var end = TagEnd(markup, at + 1);
                var name = Name(markup.AsSpan(at + 1));
                if (!name.IsEmpty && end < markup.Length && markup[end - 1] == '/' && !s_voidNames.Contains(name))
                {
                    result.Append(markup, copied, end - 1 - copied).Append("></").Append(name).Append('>');
                    copied = end + 1;
                }

                at = Math.Min(end + 1, markup.Length);
            }

            if (at >= markup.Length) break;
        }

        return copied == 0 ? markup : result.Append(markup, copied, markup.Length - copied).ToString();
    }

    private static int After(string markup, int from, string sign) =>
        from <= markup.Length && markup.IndexOf(sign, from, StringComparison.Ordinal) is var end and >= 0 ? end + sign.Length : markup.Length;

    // The sign that ends a tag does not stand in quotes.
    private static int TagEnd(string markup, int from)
    {
        var quote = '\0';
        for (var i = from; i < markup.Length; i++)
        {
            var c = markup[i];
            if (quote != '\0') quote = c == quote ? '\0' : quote;
            else if (c is '"' or '\'') quote = c;
            else if (c == '>') return i;
        }

        return markup.Length;
    }

    private static ReadOnlySpan<char> Name(ReadOnlySpan<char> tag)
    {
        var length = 0;
        while (length < tag.Length && (char.IsAsciiLetterOrDigit(tag[length]) || tag[length] is '-' or ':')) length++;
        return length > 0 && char.IsAsciiLetter(tag[0]) ? tag[..length] : [];
    }
}
