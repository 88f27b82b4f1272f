using Groundwork.Documents.Readers.Packages;

namespace Groundwork.Documents.Readers.Sheets;

/// <summary>The number formats of a workbook's cell styles.</summary>
internal sealed class XlsxStyles
{
    private readonly List<XlsxNumberKind> _kinds = [];

    public XlsxStyles(OfficeDocument workbook)
    {
        using var xml = workbook.OpenRelated("styles");
        var formats = new Dictionary<int, XlsxNumberKind>();
        while (xml is not null && xml.ReadToStart())
        {
            if (xml.Name is "numFmt" && xml.Number("numFmtId") is { } id && xml["formatCode"] is { } code) formats[id] = XlsxNumberFormat.OfCode(code);
            else if (xml.Name is "cellXfs") ReadCellFormats(xml, formats);
        }
    }

    /// <summary>What numbers in cells of this style mean.</summary>
    public XlsxNumberKind KindOf(int? style) => style is { } index && index < _kinds.Count ? _kinds[index] : XlsxNumberKind.Plain;

    private void ReadCellFormats(PartXml xml, Dictionary<int, XlsxNumberKind> formats)
    {
        if (!xml.Enter(out var depth)) return;
        while (xml.ReadInside(depth))
        {
            if (!xml.IsStart || xml.Name is not "xf") continue;
            var id = xml.Number("numFmtId") ?? 0;
            _kinds.Add(formats.TryGetValue(id, out var own) ? own : XlsxNumberFormat.OfBuiltIn(id));
        }
    }
}
