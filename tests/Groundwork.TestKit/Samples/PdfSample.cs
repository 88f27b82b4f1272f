using System.Globalization;
using System.Text;

namespace Groundwork.TestKit.Samples;

/// <summary>Writes PDFs whose every word stands where a test wants it. Points from the upper left corner of the page.</summary>
public sealed class PdfSample
{
    private const float Width = 612, Height = 792;

    private const int Catalog = 1, Pages = 2, FirstFont = 3, UnicodeFont = 6, FirstFree = 10;

    private static readonly string[] s_fonts = ["Helvetica", "Helvetica-Bold", "Courier"];

    private readonly List<(StringBuilder Content, List<(int Width, int Height, byte[] Gray)> Pictures)> _pages = [];
    private readonly List<(string Title, int Page, int Level)> _outline = [];
    private readonly List<(string Key, string Value)> _info = [];

    /// <summary>Starts the next page.</summary>
    public PdfSample Page()
    {
        _pages.Add((new StringBuilder(), []));
        return this;
    }

    /// <summary>Lines of text, the first with its baseline at <paramref name="top"/>, in Helvetica.</summary>
    public PdfSample Lines(float left, float top, float size, params string[] lines) => Add("F1", left, top, size, size * 1.2f, lines);

    public PdfSample Bold(float left, float top, float size, params string[] lines) => Add("F2", left, top, size, size * 1.2f, lines);

    public PdfSample Code(float left, float top, float size, params string[] lines) => Add("F3", left, top, size, size * 1.2f, lines);

    /// <summary>Characters of any script, each as wide as high, in the order given from left to right.</summary>
    public PdfSample Wide(float left, float top, float size, params string[] lines) => Add("F4", left, top, size, size * 1.2f, lines);

    /// <summary>A grey picture over the whole page: a scan.</summary>
    /// <param name="pgm">A PGM file as pdftoppm writes it.</param>
    public PdfSample Scan(byte[] pgm)
    {
        var fields = Encoding.Latin1.GetString(pgm, 0, 40).Split(['\n', ' '], 5);
        int width = int.Parse(fields[1], CultureInfo.InvariantCulture), height = int.Parse(fields[2], CultureInfo.InvariantCulture);
        _pages[^1].Pictures.Add((width, height, pgm[^(width * height)..]));
        _pages[^1].Content.Append(CultureInfo.InvariantCulture, $"q {Width} 0 0 {Height} 0 0 cm /I{_pages[^1].Pictures.Count} Do Q\n");
        return this;
    }

    public PdfSample Outline(string title, int page, int level = 1)
    {
        _outline.Add((title, page, level));
        return this;
    }

    public PdfSample Info(string key, string value)
    {
        _info.Add((key, value));
        return this;
    }

    public byte[] ToArray()
    {
        var objects = new SortedDictionary<int, byte[]>();
        var next = FirstFree;
        var pageNumbers = _pages.ConvertAll(_ => next++);
        for (var i = 0; i < s_fonts.Length; i++) objects[FirstFont + i] = Text($"<</Type/Font/Subtype/Type1/BaseFont/{s_fonts[i]}/Encoding/WinAnsiEncoding>>");
        objects[UnicodeFont] = Text($"<</Type/Font/Subtype/Type0/BaseFont/Any/Encoding/Identity-H/DescendantFonts[{UnicodeFont + 1} 0 R]/ToUnicode {UnicodeFont + 2} 0 R>>");
        objects[UnicodeFont + 1] = Text($"<</Type/Font/Subtype/CIDFontType2/BaseFont/Any/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 1000/FontDescriptor {UnicodeFont + 3} 0 R>>");
        objects[UnicodeFont + 2] = Stream("", Encoding.ASCII.GetBytes(ToUnicode()));
        objects[UnicodeFont + 3] = Text("<</Type/FontDescriptor/FontName/Any/Flags 4/FontBBox[0 -200 1000 800]/ItalicAngle 0/Ascent 800/Descent -200/CapHeight 700/StemV 80>>");
        for (var i = 0; i < _pages.Count; i++)
        {
            var (content, pictures) = _pages[i];
            var named = new StringBuilder();
            for (var picture = 0; picture < pictures.Count; picture++)
            {
                named.Append(CultureInfo.InvariantCulture, $"/I{picture + 1} {next} 0 R");
                objects[next++] = Stream(string.Create(CultureInfo.InvariantCulture, $"/Type/XObject/Subtype/Image/Width {pictures[picture].Width}/Height {pictures[picture].Height}/ColorSpace/DeviceGray/BitsPerComponent 8"), pictures[picture].Gray);
            }

            objects[next] = Stream("", Encoding.Latin1.GetBytes(content.ToString()));
            objects[pageNumbers[i]] = Text(string.Create(CultureInfo.InvariantCulture, $"<</Type/Page/Parent {Pages} 0 R/MediaBox[0 0 {Width} {Height}]/Contents {next++} 0 R/Resources<</Font<</F1 3 0 R/F2 4 0 R/F3 5 0 R/F4 {UnicodeFont} 0 R>>/XObject<<{named}>>>>>>"));
        }

        objects[Pages] = Text($"<</Type/Pages/Count {_pages.Count}/Kids[{string.Join(' ', pageNumbers.Select(number => $"{number} 0 R"))}]>>");
        var outline = OutlineObjects(objects, pageNumbers, ref next);
        objects[Catalog] = Text($"<</Type/Catalog/Pages {Pages} 0 R{outline}>>");
        objects[next] = Text($"<<{string.Concat(_info.Select(pair => $"/{pair.Key}({pair.Value})"))}>>");
        return Whole(objects, next);
    }

    private PdfSample Add(string font, float left, float top, float size, float leading, string[] lines)
    {
        var content = _pages[^1].Content;
        for (var i = 0; i < lines.Length; i++)
        {
            var shown = font is "F4" ? $"<{string.Concat(lines[i].Select(c => ((int)c).ToString("X4", CultureInfo.InvariantCulture)))}>" : $"({lines[i].Replace("\\", "\\\\", StringComparison.Ordinal).Replace("(", "\\(", StringComparison.Ordinal).Replace(")", "\\)", StringComparison.Ordinal).Replace('•', '\u0095')})";
            content.Append(CultureInfo.InvariantCulture, $"BT /{font} {size} Tf {left} {Height - top - (i * leading)} Td {shown} Tj ET\n");
        }

        return this;
    }

    // Entries of one level are siblings; each holds the deeper ones that follow it.
    private string OutlineObjects(SortedDictionary<int, byte[]> objects, List<int> pageNumbers, ref int next)
    {
        if (_outline.Count == 0) return "";
        var root = next++;
        var numbers = _outline.ConvertAll(_ => 0);
        for (var i = 0; i < numbers.Count; i++) numbers[i] = next++;
        var entries = _outline;
        int Parent(int i) => entries.FindLastIndex(Math.Max(0, i - 1), i, entry => entry.Level < entries[i].Level) is var found and >= 0 && i > 0 ? found : -1;
        List<int> Children(int parent) => [.. Enumerable.Range(0, entries.Count).Where(i => Parent(i) == parent)];
        string Ends(int parent) => Children(parent) is { Count: > 0 } children ? $"/First {numbers[children[0]]} 0 R/Last {numbers[children[^1]]} 0 R/Count {children.Count}" : "";
        objects[root] = Text($"<</Type/Outlines{Ends(-1)}>>");
        for (var i = 0; i < entries.Count; i++)
        {
            var siblings = Children(Parent(i));
            var at = siblings.IndexOf(i);
            var links = (at > 0 ? $"/Prev {numbers[siblings[at - 1]]} 0 R" : "") + (at + 1 < siblings.Count ? $"/Next {numbers[siblings[at + 1]]} 0 R" : "");
            objects[numbers[i]] = Text($"<</Title({entries[i].Title})/Parent {(Parent(i) < 0 ? root : numbers[Parent(i)])} 0 R{links}{Ends(i)}/Dest[{pageNumbers[entries[i].Page - 1]} 0 R/Fit]>>");
        }

        return $"/Outlines {root} 0 R";
    }

    private static string ToUnicode()
    {
        var map = new StringBuilder("/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Same def /CMapType 2 def 1 begincodespacerange <0000> <FFFF> endcodespacerange\n");
        for (var block = 0; block < 256; block += 64)
        {
            map.Append("64 beginbfrange\n");
            for (var high = block; high < block + 64; high++) map.Append(CultureInfo.InvariantCulture, $"<{high:X2}00> <{high:X2}FF> <{high:X2}00>\n");
            map.Append("endbfrange\n");
        }

        return map.Append("endcmap end end").ToString();
    }

    private static byte[] Text(string text) => Encoding.Latin1.GetBytes(text);

    private static byte[] Stream(string entries, byte[] content) =>
        [.. Text(string.Create(CultureInfo.InvariantCulture, $"<<{entries}/Length {content.Length}>>stream\n")), .. content, .. "\nendstream"u8];

    private static byte[] Whole(SortedDictionary<int, byte[]> objects, int info)
    {
        using var pdf = new MemoryStream();
        pdf.Write("%PDF-1.4\n"u8);
        var offsets = new Dictionary<int, long>();
        foreach (var (number, content) in objects)
        {
            offsets[number] = pdf.Length;
            pdf.Write([.. Text(string.Create(CultureInfo.InvariantCulture, $"{number} 0 obj\n")), .. content, .. "\nendobj\n"u8]);
        }

        var table = pdf.Length;
        var size = objects.Keys.Max() + 1;
        pdf.Write(Text(string.Create(CultureInfo.InvariantCulture, $"xref\n0 {size}\n0000000000 65535 f \n")));
        for (var number = 1; number < size; number++)
            pdf.Write(Text(offsets.TryGetValue(number, out var offset) ? string.Create(CultureInfo.InvariantCulture, $"{offset:D10} 00000 n \n") : "0000000000 65535 f \n"));
        pdf.Write(Text(string.Create(CultureInfo.InvariantCulture, $"trailer\n<</Size {size}/Root {Catalog} 0 R/Info {info} 0 R>>\nstartxref\n{table}\n%%EOF\n")));
        return pdf.ToArray();
    }
}
