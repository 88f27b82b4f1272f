using System.Globalization;
using System.Text;

namespace Groundwork.Torture;

/// <summary>A PDF of one page with lines of Latin text: header, five objects, cross-reference table, trailer (ISO 32000-1, 7.5).</summary>
internal static class PlainPdf
{
    private const int LineCharacters = 80;

    public static byte[] Of(IEnumerable<string> paragraphs)
    {
        var lines = new StringBuilder("BT /F1 10 Tf 40 800 Td 12 TL\n");
        foreach (var paragraph in paragraphs)
        foreach (var line in paragraph.Chunk(LineCharacters))
            lines.Append(CultureInfo.InvariantCulture, $"({Escape(line)}) Tj T*\n");
        lines.Append("ET");
        string[] objects =
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R >>",
            $"<< /Length {lines.Length.ToString(CultureInfo.InvariantCulture)} >>\nstream\n{lines}\nendstream",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ];
        var file = new StringBuilder("%PDF-1.4\n");
        var places = new List<int>();
        foreach (var (number, body) in objects.Index())
        {
            places.Add(file.Length);
            file.Append(CultureInfo.InvariantCulture, $"{number + 1} 0 obj\n{body}\nendobj\n");
        }

        var table = file.Length;
        file.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n");
        foreach (var place in places) file.Append(CultureInfo.InvariantCulture, $"{place:D10} 00000 n \n");
        file.Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size {objects.Length + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n");
        return Encoding.ASCII.GetBytes(file.ToString());
    }

    // Other letters need fonts inside the file; a question mark stands for them.
    private static string Escape(char[] line) =>
        string.Concat(line.Select(c => c is '(' or ')' or '\\' ? $"\\{c}" : c is >= ' ' and <= '~' ? c.ToString() : "?"));
}
