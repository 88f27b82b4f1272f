using Groundwork.Language;

namespace Groundwork.Documents.Chunking;

/// <summary>The pieces of a text between separators. A piece begins with its line's indentation and never ends in white space; blank pieces are left out.</summary>
internal static class TextUnits
{
    /// <summary>Lines that stand together, with no blank line between them.</summary>
    public static IEnumerable<TextSpan> Paragraphs(string text)
    {
        var (start, end) = (-1, 0);
        for (var at = 0; at < text.Length;)
        {
            var line = LineAt(text, at, text.Length);
            at = line.End + 1;
            var content = WithoutEnd(text, line);
            if (!content.IsEmpty)
            {
                if (start < 0) start = content.Start;
                end = content.End;
            }
            else if (start >= 0)
            {
                yield return TextSpan.FromBounds(start, end);
                start = -1;
            }
        }

        if (start >= 0) yield return TextSpan.FromBounds(start, end);
    }

    /// <summary>The lines of a part of a text.</summary>
    public static IEnumerable<TextSpan> Lines(string text, TextSpan part)
    {
        for (var at = part.Start; at < part.End;)
        {
            var line = LineAt(text, at, part.End);
            at = line.End + 1;
            if (WithoutEnd(text, line) is { IsEmpty: false } content) yield return content;
        }
    }

    /// <summary>The sentences of a part of a document's text.</summary>
    public static IEnumerable<TextSpan> Sentences(Document document, TextSpan part) =>
        SentenceSplitter.Split(part.Of(document.Text), document.Language).Select(sentence => sentence.Shift(part.Start));

    private static TextSpan LineAt(string text, int start, int end)
    {
        var length = text.AsSpan(start, end - start).IndexOf('\n');
        return length < 0 ? TextSpan.FromBounds(start, end) : new TextSpan(start, length);
    }

    private static TextSpan WithoutEnd(string text, TextSpan line) => line with { Length = text.AsSpan(line.Start, line.Length).TrimEnd().Length };
}
