using Groundwork.Documents.Canonical;
using Markdig.Extensions.Mathematics;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Groundwork.Documents.Readers.Markdown;

/// <summary>Reduces the inline elements of Markdown to their text and marks the source line of each line.</summary>
internal sealed class MarkdownInlines(LineIndex lines)
{
    public void Write(ContainerInline container, BlockText target)
    {
        foreach (var inline in container)
        {
            switch (inline)
            {
                case LiteralInline literal:
                    Append(inline, literal.Content.AsSpan(), target);
                    break;
                case LinkInline { Reference: { } note } when IsFootnote(note):
                    Append(inline, $"[{note.Label}]", target);
                    break;
                case MathInline math:
                    var fence = new string(math.Delimiter, math.DelimiterCount);
                    Append(inline, fence + math.Content.ToString() + fence, target);
                    break;
                case CodeInline code:
                    Append(inline, code.Content, target);
                    break;
                case AutolinkInline link:
                    Append(inline, link.Url, target);
                    break;
                case HtmlEntityInline entity:
                    Append(inline, entity.Transcoded.AsSpan(), target);
                    break;
                case HtmlInline html when html.Tag.StartsWith("<br", StringComparison.OrdinalIgnoreCase):
                    NewLine(target);
                    break;
                case LineBreakInline:
                    NewLine(target);
                    break;
                case DelimiterInline delimiter:
                    Append(inline, delimiter.ToLiteral(), target);
                    Write(delimiter, target);
                    break;
                case ContainerInline nested:
                    Write(nested, target);
                    break;
            }
        }
    }

    /// <summary>Whether a definition of a link is one of a footnote: <c>[^1]: word</c>.</summary>
    public static bool IsFootnote(LinkReferenceDefinition definition) => definition.Label is ['^', _, ..];

    private void Append(Inline inline, ReadOnlySpan<char> text, BlockText target)
    {
        if (text.IsEmpty) return;
        var startsLine = target.Length == 0 || target.EndsWithNewLine || target.Marks.Count == 0;
        if (startsLine && !inline.Span.IsEmpty) target.At(lines.LineOf(inline.Span.Start));
        target.Append(text);
    }

    private static void NewLine(BlockText target)
    {
        target.TrimEnd();
        if (target.Length > 0) target.Append("\n");
    }
}
