using System.Globalization;
using Groundwork.Documents.Canonical;

namespace Groundwork.Documents.Readers;

/// <summary>Turns the output of pdftotext into paragraphs: pages end at form feeds, paragraphs at blank lines, wrapped lines are joined.</summary>
internal static class PdfText
{
    private const string Bullets = "•◦▪‣●○■–*";

    private const int MaxHeadingLength = 80;

    public static void AddPages(DocumentBuilder builder, string output, CancellationToken cancellationToken)
    {
        var paragraph = new BlockText();
        var kind = BlockKind.Paragraph;
        var page = 0;
        foreach (var pageText in output.Split('\f'))
        {
            page++;
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var line in WithoutPageNumber(pageText).Split('\n'))
            {
                var content = line.AsSpan().Trim();
                var isHeading = IsNumberedHeading(content);
                // A bullet far from its text is printed alone; it only parts what stands around it.
                var isBulletAlone = content.Length == 1 && Bullets.Contains(content[0], StringComparison.Ordinal);
                if (content.IsEmpty || isBulletAlone || isHeading || StartsItem(content)) Finish();
                if (content.IsEmpty || isBulletAlone) continue;
                if (paragraph.Length == 0)
                {
                    paragraph.At(null, page);
                    kind = StartsItem(content) ? BlockKind.ListItem : BlockKind.Paragraph;
                }
                else
                {
                    Join(paragraph, content);
                }

                paragraph.Append(content);
                if (isHeading) Finish();
            }

            Finish();
        }

        void Finish()
        {
            builder.Add(kind, paragraph, kind == BlockKind.ListItem ? 1 : 0);
            paragraph.Clear();
        }
    }

    // The number that a page prints below its text.
    private static string WithoutPageNumber(string page)
    {
        var text = page.TrimEnd();
        var lastLine = text[(text.LastIndexOf('\n') + 1)..].Trim();
        return lastLine.Length is > 0 and <= 4 && lastLine.All(char.IsAsciiDigit) && lastLine.Length < text.Length ? text[..^lastLine.Length] : page;
    }

    // Like "2.1. Directory layout": pdftotext puts it straight above its paragraph.
    private static bool IsNumberedHeading(ReadOnlySpan<char> line)
    {
        if (line.Length is < 5 or > MaxHeadingLength || line[^1] is '.' or ',' or ';' or ':' or '-') return false;
        var length = line.IndexOfAnyExcept("0123456789.");
        var number = length < 3 ? [] : line[..length];
        return !number.IsEmpty && char.IsAsciiDigit(number[0]) && number.TrimEnd('.').Contains('.') && line[length] == ' ' && char.IsUpper(line[length + 1]);
    }

    // "exam-" + "ple" is one word; "UTF-" + "8" and "Jean-" + "Paul" keep their hyphen.
    private static void Join(BlockText paragraph, ReadOnlySpan<char> next)
    {
        var last = paragraph.Last;
        if (last == '\u00AD' || (last is '-' or '\u2010' && char.IsLower(next[0]) && char.IsLetter(paragraph.BeforeLast)))
        {
            paragraph.Cut(paragraph.Length - 1);
            return;
        }

        // Scripts without spaces between words have none at a line's end either.
        if (last is '-' or '\u2010' || (IsWide(last) && IsWide(next[0]))) return;
        paragraph.Append(" ");
    }

    private static bool IsWide(char c) => c is >= '\u2E80' and <= '\u9FFF' or >= '\uF900' and <= '\uFAFF' or >= '\uFF00' and <= '\uFF60';

    private static bool StartsItem(ReadOnlySpan<char> line)
    {
        if (line.Length < 3) return false;
        if (Bullets.Contains(line[0], StringComparison.Ordinal)) return line[1] == ' ';
        var digits = 0;
        while (digits < 2 && char.IsAsciiDigit(line[digits])) digits++;
        return digits > 0 && line[digits] is '.' or ')' && line.Length > digits + 2 && line[digits + 1] == ' ' && char.GetUnicodeCategory(line[digits + 2]) != UnicodeCategory.DecimalDigitNumber;
    }
}
