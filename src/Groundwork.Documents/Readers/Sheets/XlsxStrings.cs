using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Groundwork.Documents.Readers.Packages;

namespace Groundwork.Documents.Readers.Sheets;

/// <summary>The texts of a workbook that cells share.</summary>
internal sealed partial class XlsxStrings
{
    private readonly List<string> _texts = [];

    public XlsxStrings(OfficeDocument workbook)
    {
        using var xml = workbook.OpenRelated("sharedStrings");
        while (xml is not null && xml.ReadToStart())
            if (xml.Name is "si")
                _texts.Add(ReadRich(xml));
    }

    /// <summary>The text with this number from 0.</summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public string At(string index) =>
        PartXml.ToNumber(index.Trim()) is { } number && number < _texts.Count
            ? _texts[number]
            : throw new InvalidDataException($"A cell names the shared text {index}, and there are {_texts.Count.ToString(CultureInfo.InvariantCulture)}.");

    /// <summary>The text of plain or formatted runs, without the reading aids of Japanese.</summary>
    public static string ReadRich(PartXml xml)
    {
        if (!xml.Enter(out var depth)) return "";
        var first = "";
        StringBuilder? all = null;
        while (xml.ReadInside(depth))
        {
            if (!xml.IsStart) continue;
            if (xml.Name is "rPh") xml.Skip();
            else if (xml.Name is "t" && first.Length == 0) first = xml.AllText();
            else if (xml.Name is "t") (all ??= new StringBuilder(first)).Append(xml.AllText());
        }

        return Unescape(all?.ToString() ?? first);
    }

    /// <summary>Characters that XML cannot hold are written as <c>_x000D_</c>.</summary>
    public static string Unescape(string text) =>
        text.Contains("_x", StringComparison.Ordinal)
            ? Escaped().Replace(text, match => ((char)int.Parse(match.ValueSpan[2..6], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)).ToString())
            : text;

    [GeneratedRegex("_x[0-9A-Fa-f]{4}_", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Escaped();
}
