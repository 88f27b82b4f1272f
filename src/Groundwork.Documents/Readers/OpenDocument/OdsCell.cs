using System.Globalization;
using System.Text;
using System.Xml;
using Groundwork.Documents.Readers.Packages;
using Groundwork.Documents.Readers.Sheets;

namespace Groundwork.Documents.Readers.OpenDocument;

/// <summary>Reads what one cell of a spreadsheet holds, in its own type.</summary>
internal sealed class OdsCell
{
    private readonly OdfText _text = new(new CalledNotes());

    public string Read(PartXml xml)
    {
        var type = xml["value-type"];
        var value = type switch
        {
            "float" or "currency" => Number(xml["value"], share: false),
            "percentage" => Number(xml["value"], share: true),
            "date" => Date(xml["date-value"]),
            "time" => Time(xml["time-value"]),
            "boolean" => xml["boolean-value"] switch { "true" => "TRUE", "false" => "FALSE", _ => null },
            _ => null,
        };
        if (value is not null)
        {
            xml.Skip();
            return value;
        }

        return _text.ReadAll(xml);
    }

    private static string? Number(string? stored, bool share) =>
        !double.TryParse(stored, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !double.IsFinite(value) ? null : share ? XlsxNumber.Percent(value) : XlsxNumber.Plain(value);

    private static string? Date(string? stored)
    {
        if (stored is null) return null;
        var fraction = stored.IndexOf('.', StringComparison.Ordinal);
        return fraction < 0 ? stored : stored[..fraction];
    }

    // PT26H30M00S becomes 26:30:00.
    private static string? Time(string? stored)
    {
        if (stored is null) return null;
        try
        {
            var time = XmlConvert.ToTimeSpan(stored);
            var seconds = (long)Math.Round(time.TotalSeconds);
            return string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:00}:{Math.Abs(seconds) / 60 % 60:00}:{Math.Abs(seconds) % 60:00}");
        }
        catch (Exception problem) when (problem is FormatException or OverflowException)
        {
            return null;
        }
    }
}
