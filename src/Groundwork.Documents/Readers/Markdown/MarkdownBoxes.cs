using System.Text.RegularExpressions;
using Groundwork.Documents.Canonical;

namespace Groundwork.Documents.Readers.Markdown;

/// <summary>
/// Reduces the fences of boxes that Markdown itself does not know, in a paragraph's text: <c>::: warning Title</c>, <c>/// note | Title</c> and
/// their ends, and <c>[!NOTE]</c> at the start of a quote. The kind or the title stays.
/// </summary>
internal static partial class MarkdownBoxes
{
    /// <summary>The same text without fences; the given text when it has none.</summary>
    public static BlockText Reduce(BlockText text)
    {
        var content = text.ToString();
        if (!content.StartsWith(":::", StringComparison.Ordinal) && !content.StartsWith("///", StringComparison.Ordinal) && !content.StartsWith("[!", StringComparison.Ordinal) &&
            !content.EndsWith("\n:::", StringComparison.Ordinal) && !content.EndsWith("\n///", StringComparison.Ordinal)) return text;
        var reduced = new BlockText();
        var start = 0;
        var mark = 0;
        foreach (var line in content.Split('\n'))
        {
            var kept = Reduce(line, isFirst: start == 0);
            if (kept.Length > 0)
            {
                if (reduced.Length > 0) reduced.Append("\n");
                while (mark + 1 < text.Marks.Count && text.Marks[mark + 1].Offset <= start) mark++;
                if (text.Marks.Count > 0) reduced.At(text.Marks[mark].Line, text.Marks[mark].Page, text.Marks[mark].Part);
                reduced.Append(kept);
            }

            start += line.Length + 1;
        }

        return reduced;
    }

    private static string Reduce(string line, bool isFirst)
    {
        if (isFirst && Alert().Match(line) is { Success: true } alert) return alert.Groups["kind"].Value;
        if (!line.StartsWith(":::", StringComparison.Ordinal) && !line.StartsWith("///", StringComparison.Ordinal)) return line;
        if (line.AsSpan().TrimStart(":/").IsWhiteSpace()) return "";
        if (Fence().Match(line) is not { Success: true } fence) return line;
        var title = fence.Groups["title"].Value.Trim(' ', '[', ']', '"', '}');
        return title.Length > 0 ? title : fence.Groups["kind"].Value;
    }

    [GeneratedRegex(@"^(:{3,}|/{3,})\s*\{?(?<kind>note|tip|info|information|warning|danger|check|details|tab|caution|important|hint|example|quote|bug|failure|success|question|abstract|summary|error|attention|seealso|admonition|block)\b\}?\s*\|?(?<title>.*)$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Fence();

    [GeneratedRegex(@"^\[!(?<kind>[A-Za-z]{1,20})\][+-]?\s*$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Alert();
}
