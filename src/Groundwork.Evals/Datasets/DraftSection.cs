using Groundwork.Language;

namespace Groundwork.Evals.Datasets;

/// <summary>A passage that a draft must be answerable from: what stands under one heading.</summary>
/// <param name="Document">Its document.</param>
/// <param name="Heading">Words of the heading; the title for a text without headings; may be empty.</param>
/// <param name="Span">Its range in the document's text.</param>
internal sealed record DraftSection(DraftDocument Document, string Heading, TextSpan Span)
{
    private const int ShortestSentence = 20;
    private const int LongestSentence = 500;
    private const string Fence = "```";

    public string Text => Span.Of(Document.Text);

    public static IEnumerable<DraftSection> Of(DraftDocument document)
    {
        var end = document.Text.Length;
        var headings = document.Headings.Where(heading => heading.Span.IsWithin(end)).OrderBy(heading => heading.Span.Start).ToList();
        var first = headings.Count == 0 ? end : headings[0].Span.Start;
        if (first > 0) yield return new DraftSection(document, document.Title, new TextSpan(0, first));
        for (var i = 0; i < headings.Count; i++)
        {
            var to = i + 1 < headings.Count ? headings[i + 1].Span.Start : end;
            if (to > headings[i].Span.End) yield return new DraftSection(document, headings[i].Text.Trim(), TextSpan.FromBounds(headings[i].Span.End, to));
        }
    }

    /// <summary>Its whole sentences of prose, with their ranges in the document's text: no code, no tables, no list items.</summary>
    public IEnumerable<(TextSpan Span, string Text)> Sentences()
    {
        var text = Text;
        var code = CodeOf(text);
        foreach (var span in SentenceSplitter.Split(text, Document.Language))
        {
            var sentence = span.Of(text);
            if (sentence.Length is < ShortestSentence or > LongestSentence || sentence.AsSpan().ContainsAny('\n', '|')) continue;
            if (code.Exists(block => block.Overlaps(span)) || !EndsSentence(sentence) || !(char.IsLetter(sentence[0]) || char.IsDigit(sentence[0]))) continue;
            yield return (span.Shift(Span.Start), sentence);
        }
    }

    /// <summary>Lists with the words that lead to them.</summary>
    public IEnumerable<(string LeadIn, TextSpan Items)> Lists()
    {
        var text = Text;
        var (lead, start, end) = ("", -1, 0);
        foreach (var line in TextLinesOf(text))
        {
            var content = line.Of(text).Trim();
            if (content.Length == 0) continue;
            if (content.Length > 2 && content[0] is '-' or '*' or '•' && content.Length > 1 && content[1] == ' ')
            {
                if (start < 0) start = line.Start;
                end = line.Start + line.Of(text).TrimEnd().Length;
                continue;
            }

            if (start >= 0 && lead.Length > 0) yield return (lead, TextSpan.FromBounds(start, end).Shift(Span.Start));
            start = -1;
            lead = content.EndsWith(':') ? content.TrimEnd(':').Trim() : "";
        }

        if (start >= 0 && lead.Length > 0) yield return (lead, TextSpan.FromBounds(start, end).Shift(Span.Start));
    }

    private static bool EndsSentence(string sentence) => sentence[^1] is '.' or '。' or '!' or '！' or '؟' or '।' || TextWords.IsUnspaced(sentence[^1]);

    private static IEnumerable<TextSpan> TextLinesOf(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            var end = text.IndexOf('\n', at);
            if (end < 0) end = text.Length;
            yield return TextSpan.FromBounds(at, end);
            at = end + 1;
        }
    }

    private static List<TextSpan> CodeOf(string text)
    {
        var blocks = new List<TextSpan>();
        for (var at = text.IndexOf(Fence, StringComparison.Ordinal); at >= 0;)
        {
            var end = text.IndexOf(Fence, at + Fence.Length, StringComparison.Ordinal);
            blocks.Add(TextSpan.FromBounds(at, end < 0 ? text.Length : end + Fence.Length));
            at = end < 0 ? -1 : text.IndexOf(Fence, end + Fence.Length, StringComparison.Ordinal);
        }

        return blocks;
    }
}
