using System.Net;

namespace Groundwork.Sources.Web;

/// <summary>Finds the links of a page and what it asks of robots. Not a parser: one pass over the tags, tolerant of everything.</summary>
internal sealed class PageScan
{
    private const int MaxLinks = 5000;
    private const int MaxTagCharacters = 16 * 1024;
    private static readonly string[] s_rawText = ["script", "style", "textarea", "title", "xmp", "noembed", "iframe", "template"];
    private readonly List<string> _links = [];

    private PageScan() { }

    /// <summary>What links say, in order, each once; at most 5,000.</summary>
    public IReadOnlyList<string> Links => _links;

    /// <summary>What relative links start from, if the page says so itself.</summary>
    public string? Base { get; private set; }

    /// <summary>The page asks not to be kept.</summary>
    public bool IsNoIndex { get; private set; }

    /// <summary>The page asks that its links are not followed.</summary>
    public bool IsNoFollow { get; private set; }

    /// <summary>Scans HTML; linear in its length.</summary>
    public static PageScan Of(string html, CancellationToken cancellationToken)
    {
        var scan = new PageScan();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var unclosed = new HashSet<string>(StringComparer.Ordinal);
        var at = 0;
        while ((at = html.IndexOf('<', at)) >= 0 && at + 1 < html.Length)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (html.AsSpan(at).StartsWith("<!--"))
            {
                at = After(html, "-->", at + 4);
                continue;
            }

            if (!char.IsAsciiLetter(html[at + 1]))
            {
                at++;
                continue;
            }

            var tag = HtmlTag.Read(html, at, MaxTagCharacters);
            at = tag.End;
            scan.Take(tag, seen);

            if (Array.Find(s_rawText, name => tag.Is(name)) is not { } raw || unclosed.Contains(raw)) continue;

            // Once a closing tag was not found it is not looked for again, so that many opening ones do not mean many searches.
            if (html.IndexOf("</" + raw, at, StringComparison.OrdinalIgnoreCase) is >= 0 and var close) at = close;
            else unclosed.Add(raw);
        }

        return scan;
    }

    /// <summary>True when a robots rule, of a page or a header, holds a word.</summary>
    public static bool Asks(string rules, string word) =>
        rules.Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Any(rule => rule.Equals(word, StringComparison.OrdinalIgnoreCase) || rule.Equals("none", StringComparison.OrdinalIgnoreCase));

    private static int After(string html, string end, int from)
    {
        var found = from < html.Length ? html.IndexOf(end, from, StringComparison.Ordinal) : -1;
        return found < 0 ? html.Length : found + end.Length;
    }

    private void Take(HtmlTag tag, HashSet<string> seen)
    {
        if (tag.Is("base"))
        {
            Base ??= tag.Value("href");
        }
        else if (tag.Is("meta") && tag.Value("name") is { } name && (name.Equals("robots", StringComparison.OrdinalIgnoreCase) || name.Equals(RobotsFile.Agent, StringComparison.OrdinalIgnoreCase)))
        {
            var rules = tag.Value("content") ?? "";
            IsNoIndex |= Asks(rules, "noindex");
            IsNoFollow |= Asks(rules, "nofollow");
        }
        else if ((tag.Is("a") || tag.Is("area")) && tag.Value("href") is { } link && !Asks(tag.Value("rel") ?? "", "nofollow"))
        {
            var text = WebUtility.HtmlDecode(link).Trim();
            if (_links.Count < MaxLinks && text.Length > 0 && text[0] != '#' && seen.Add(text)) _links.Add(text);
        }
    }
}
