using System.Globalization;
using System.Net;
using System.Text;
using Groundwork.Documents.Readers.Web;

namespace Groundwork.Documents.Readers.Pages;

/// <summary>
/// Sizes and styles of fonts, and the outline, out of what <c>pdftohtml -xml</c> prints. It is read line by line and not as XML, because it is not
/// always well-formed.
/// </summary>
internal sealed class PageFonts
{
    // Bookmarks of a long book; a hostile file may hold millions.
    private const int MostOutlineEntries = 20_000, LongestTitle = 300;

    private static readonly string[] s_monospaced = ["mono", "courier", "consol", "typewriter", "cmtt", "sftt", "lucidacons", "menlo", "inconsolata", "sourcecode", "firacode", "fixed"];

    private readonly Dictionary<int, List<FontRun>> _runs = [];

    /// <summary>Nothing is known.</summary>
    public static readonly PageFonts Unknown = new();

    public List<OutlineEntry> Outline { get; } = [];

    public static async Task<PageFonts> ReadAsync(Stream output, CancellationToken cancellationToken)
    {
        var fonts = new PageFonts();
        var known = new Dictionary<string, (float Size, bool IsBold, bool IsMonospaced)>(StringComparer.Ordinal);
        var page = 0;
        var level = 0;
        using var reader = new StreamReader(output, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, 1 << 16, leaveOpen: true);
        while (await reader.ReadLineAsync(cancellationToken) is { } raw)
        {
            var line = raw.AsSpan().Trim();
            if (line.StartsWith("<page ")) page = (int)Number(Attribute(line, "number"));
            else if (line.StartsWith("<fontspec ")) known[Attribute(line, "id").ToString()] = Font(line);
            else if (line.StartsWith("<text ")) fonts.AddRun(page, line, known.GetValueOrDefault(Attribute(line, "font").ToString()));
            else if (line.StartsWith("<outline>")) level++;
            else if (line.StartsWith("</outline>")) level--;
            else if (line.StartsWith("<item ") && fonts.Outline.Count < MostOutlineEntries) fonts.AddEntry(line, level);
        }

        return fonts;
    }

    /// <summary>The same items, with what is known of the fonts of their lines.</summary>
    public List<PageItem> Styled(List<PageItem> items)
    {
        var styled = items.ConvertAll(item => item is PageItem.Line { IsRecognised: false } line && Of(line.Page, line.Row) is { } font
            ? line with { Size = font.Size, IsBold = font.IsBold, IsMonospaced = font.IsMonospaced }
            : item);
        // The height of a line's boxes is larger than the size of its font; lines without a font are brought to the same scale.
        var scales = items.Zip(styled).Where(pair => !ReferenceEquals(pair.First, pair.Second)).Select(pair => ((PageItem.Line)pair.Second).Size / Math.Max(0.1f, ((PageItem.Line)pair.First).Row.Height)).Order().ToList();
        if (scales.Count == 0) return styled;
        var scale = scales[scales.Count / 2];
        for (var i = 0; i < styled.Count; i++)
            if (ReferenceEquals(styled[i], items[i]) && items[i] is PageItem.Line line)
                styled[i] = line with { Size = line.Row.Height * scale };
        return styled;
    }

    // The size of most of a row, and whether all of it is bold or monospaced.
    private (float Size, bool IsBold, bool IsMonospaced)? Of(int page, PageRow row)
    {
        if (!_runs.TryGetValue(page, out var runs)) return null;
        var bySize = new Dictionary<float, float>();
        bool isBold = true, isMonospaced = true;
        foreach (var run in runs)
        {
            var width = Math.Min(run.Right, row.Right) - Math.Max(run.Left, row.Left);
            if (run.Top > row.Middle || run.Bottom < row.Middle || width <= 0) continue;
            bySize[run.Size] = bySize.GetValueOrDefault(run.Size) + width;
            isBold &= run.IsBold;
            isMonospaced &= run.IsMonospaced;
        }

        return bySize.Count == 0 ? null : (bySize.MaxBy(pair => pair.Value).Key, isBold, isMonospaced);
    }

    private static (float Size, bool IsBold, bool IsMonospaced) Font(ReadOnlySpan<char> line)
    {
        var family = Attribute(line, "family").ToString();
        return (Number(Attribute(line, "size")), family.Contains("bold", StringComparison.OrdinalIgnoreCase) || family.Contains("black", StringComparison.OrdinalIgnoreCase),
            s_monospaced.Any(name => family.Contains(name, StringComparison.OrdinalIgnoreCase)));
    }

    private void AddRun(int page, ReadOnlySpan<char> line, (float Size, bool IsBold, bool IsMonospaced) font)
    {
        float left = Number(Attribute(line, "left")), top = Number(Attribute(line, "top"));
        var content = line[(line.IndexOf('>') + 1)..];
        var isBold = font.IsBold || (content.StartsWith("<b>") && content.IndexOf("</b>") is var end && end >= 0 && HtmlTags.Strip(content[(end + 4)..].ToString()).Trim().Length == 0);
        if (!_runs.TryGetValue(page, out var runs)) _runs[page] = runs = [];
        runs.Add(new FontRun(left, top, left + Number(Attribute(line, "width")), top + Number(Attribute(line, "height")), font.Size, isBold, font.IsMonospaced));
    }

    private void AddEntry(ReadOnlySpan<char> line, int level)
    {
        var start = line.IndexOf('>') + 1;
        var end = line.IndexOf("</item>");
        if (end <= start) return;
        var title = WebUtility.HtmlDecode(HtmlTags.Strip(line[start..end].ToString())).Trim();
        if (title.Length is > 0 and <= LongestTitle) Outline.Add(new OutlineEntry(title, (int)Number(Attribute(line, "page")), Math.Max(1, level)));
    }

    private static ReadOnlySpan<char> Attribute(ReadOnlySpan<char> line, string name)
    {
        var start = line.IndexOf($" {name}=\"");
        if (start < 0) return [];
        var value = line[(start + name.Length + 3)..];
        var end = value.IndexOf('"');
        return end < 0 ? value : value[..end];
    }

    private static float Number(ReadOnlySpan<char> text) => float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && float.IsFinite(value) ? value : 0;
}
