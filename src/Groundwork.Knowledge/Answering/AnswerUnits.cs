using Groundwork.Language;

namespace Groundwork.Knowledge.Answering;

/// <summary>The pieces of a passage that can stand by themselves: sentences, list items, table rows, and blocks of code as a whole. Table rules are none.</summary>
internal static class AnswerUnits
{
    private const int MostHeadingWords = 12;

    /// <summary>What can stand as an answer: headings cannot.</summary>
    public static IReadOnlyList<TextSpan> Of(Passage passage) => Pieces(passage, paragraph => IsHeading(paragraph, passage));

    /// <summary>What can carry a claim: also headings, and notes without a full stop that look like them.</summary>
    public static IReadOnlyList<TextSpan> All(Passage passage) => Pieces(passage, _ => false);

    private static List<TextSpan> Pieces(Passage passage, Func<string, bool> isLeftOut)
    {
        var text = passage.Chunk.Text;
        var units = new List<TextSpan>();
        foreach (var paragraph in Paragraphs(text))
        {
            if (isLeftOut(paragraph.Of(text))) continue;
            if (CodeLines.IsCode(paragraph.Of(text)))
            {
                units.Add(paragraph);
                continue;
            }

            foreach (var piece in Pieces(text, paragraph))
                foreach (var sentence in SentenceSplitter.Split(piece.Of(text), passage.Language))
                    units.Add(sentence.Shift(piece.Start));
        }

        return units;
    }

    private static IEnumerable<TextSpan> Paragraphs(string text)
    {
        for (var start = 0; start < text.Length;)
        {
            var blank = text.IndexOf("\n\n", start, StringComparison.Ordinal);
            var end = blank < 0 ? text.Length : blank;
            if (end > start) yield return TextSpan.FromBounds(start, end);
            start = blank < 0 ? text.Length : blank + 2;
        }
    }

    // Rows and list items stand for themselves; the lines of running text belong together.
    private static IEnumerable<TextSpan> Pieces(string text, TextSpan paragraph)
    {
        var from = paragraph.Start;
        for (var line = paragraph.Start; line < paragraph.End;)
        {
            var feed = text.IndexOf('\n', line, paragraph.End - line);
            var end = feed < 0 ? paragraph.End : feed;
            var next = feed < 0 ? paragraph.End : feed + 1;
            var isRow = text[line] == '|';
            var stands = isRow || IsItem(text.AsSpan(line, end - line));
            if (stands && line > from) yield return TextSpan.FromBounds(from, line);
            if (isRow)
            {
                if (!IsRule(text.AsSpan(line, end - line))) yield return TextSpan.FromBounds(line, end);
                from = next;
            }
            else if (stands)
            {
                from = line;
            }

            line = next;
        }

        if (from < paragraph.End) yield return TextSpan.FromBounds(from, paragraph.End);
    }

    private static bool IsItem(ReadOnlySpan<char> line)
    {
        line = line.TrimStart();
        if (line.Length > 2 && line[0] is '-' or '*' or '•' && line[1] == ' ') return true;
        var digits = 0;
        while (digits < line.Length && digits < 4 && char.IsAsciiDigit(line[digits])) digits++;
        return digits > 0 && digits + 1 < line.Length && line[digits] is '.' or ')' && line[digits + 1] == ' ';
    }

    private static bool IsRule(ReadOnlySpan<char> row) => row.IndexOfAnyExcept("|-: ") < 0;

    private static bool IsHeading(string paragraph, Passage passage)
    {
        if (paragraph.Contains('\n', StringComparison.Ordinal) || paragraph[0] == '|' || IsItem(paragraph)) return false;
        var line = paragraph.Trim();
        if (string.Equals(line, passage.Title, StringComparison.Ordinal) || passage.Chunk.Headings.Contains(line, StringComparer.Ordinal)) return true;
        return line.Length > 0 && !IsSentenceEnd(line[^1]) && WordSplitter.Split(line).Count <= MostHeadingWords;
    }

    private static bool IsSentenceEnd(char c) => c is '.' or '!' or '?' or '…' or ':' or ';' or '。' or '！' or '？' or '．' or '؟' or '۔' or '।' or '॥' or '"' or '”' or '」' or ')' or '»';
}
