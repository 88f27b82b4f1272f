using System.Globalization;
using System.Text;

namespace Groundwork.Documents.Readers.Pages;

/// <summary>Reads the table of words that pdftotext and tesseract print alike: level, four numbers of structure, place on the page, confidence, text.</summary>
internal static class TsvPages
{
    private const int Columns = 12, PageLevel = 1, LineLevel = 4, WordLevel = 5;

    /// <summary>Reads pages while they come.</summary>
    /// <param name="output">UTF-8.</param>
    /// <param name="isRecognised">Tesseract's: in pixels, with words as high as their letters.</param>
    /// <param name="pointsPerUnit">1 for points, 72/dpi for pixels.</param>
    /// <param name="firstPage">Number of the first page in it, when the tool saw that page alone; null takes the tool's numbers.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<List<PageWords>> ReadAsync(Stream output, bool isRecognised, float pointsPerUnit, int? firstPage, CancellationToken cancellationToken)
    {
        var pages = new List<PageWords>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        var texts = known.GetAlternateLookup<ReadOnlySpan<char>>();
        using var reader = new StreamReader(output, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, 1 << 16, leaveOpen: true);
        (float Top, float Bottom) textLine = default;
        double sure = 0, characters = 0;
        var fields = new Range[Columns];
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            var row = line.AsSpan();
            if (row.Split(fields, '\t') != Columns || !int.TryParse(row[fields[0]], NumberStyles.None, CultureInfo.InvariantCulture, out var level)) continue;
            float left = Number(row[fields[6]]) * pointsPerUnit, top = Number(row[fields[7]]) * pointsPerUnit, width = Number(row[fields[8]]) * pointsPerUnit, height = Number(row[fields[9]]) * pointsPerUnit;
            if (level == PageLevel)
            {
                Close();
                var number = firstPage is { } first ? first + pages.Count : int.TryParse(row[fields[1]], NumberStyles.None, CultureInfo.InvariantCulture, out var own) ? own : pages.Count + 1;
                pages.Add(new PageWords(number, width, height) { IsRecognised = isRecognised });
            }
            else if (level == LineLevel)
            {
                textLine = (top, top + height);
            }
            else if (level == WordLevel && pages.Count > 0)
            {
                var text = row[fields[11]].Trim();
                if (text.IsEmpty) continue;
                if (!texts.TryGetValue(text, out var word)) texts.Add(text);
                word ??= texts.TryGetValue(text, out var added) ? added : text.ToString();
                pages[^1].Words.Add(isRecognised ? new PageWord(left, textLine.Top, left + width, textLine.Bottom, word) : new PageWord(left, top, left + width, top + height, word));
                sure += Math.Max(0, Number(row[fields[10]])) * text.Length;
                characters += text.Length;
            }
        }

        Close();
        return pages;

        void Close()
        {
            if (isRecognised && pages.Count > 0 && characters > 0)
                pages[^1] = new PageWords(pages[^1].Number, pages[^1].Width, pages[^1].Height) { Words = pages[^1].Words, IsRecognised = true, Confidence = sure / characters };
            (sure, characters) = (0, 0);
        }
    }

    private static float Number(ReadOnlySpan<char> text) => float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && float.IsFinite(value) ? value : 0;
}
