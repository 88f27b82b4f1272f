using System.Text;
using System.Text.Unicode;

namespace Groundwork.Documents.Readers.Mail;

/// <summary>The header fields of a message or of a part (RFC 5322, 2.2), unfolded, still encoded.</summary>
internal sealed class MimeHeaders
{
    // No honest field comes near; a hostile one of many megabytes must not be copied again and again.
    private const int LongestField = 1 << 16, MostFields = 1000;

    private readonly List<(string Name, string Value)> _fields = [];

    /// <summary>Reads fields up to the blank line.</summary>
    /// <param name="bytes">From the first field on.</param>
    /// <param name="bodyStart">Where the content starts.</param>
    public static MimeHeaders Read(ReadOnlySpan<byte> bytes, out int bodyStart)
    {
        var headers = new MimeHeaders();
        var at = 0;
        var field = new StringBuilder();
        while (at < bytes.Length)
        {
            var end = bytes[at..].IndexOf((byte)'\n');
            var next = end < 0 ? bytes.Length : at + end + 1;
            var line = bytes[at..next].TrimEnd("\r\n"u8);
            if (line.IsEmpty)
            {
                at = next;
                break;
            }

            var continues = line[0] is (byte)' ' or (byte)'\t';
            if (!continues)
            {
                headers.Add(field);
                // A line that is no field ends the header, as mail programs have it: the blank line was lost.
                if (line.IndexOf((byte)':') <= 0) break;
            }

            if (field.Length < LongestField) field.Append(Text(line[..Math.Min(line.Length, LongestField)]));
            at = next;
        }

        headers.Add(field);
        bodyStart = at;
        return headers;
    }

    /// <summary>The first field of this name, unfolded; null when there is none.</summary>
    public string? First(string name)
    {
        foreach (var field in _fields)
            if (field.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                return field.Value;
        return null;
    }

    public bool IsEmpty => _fields.Count == 0;

    private void Add(StringBuilder field)
    {
        if (field.Length > 0 && _fields.Count < MostFields)
        {
            var text = field.ToString();
            var colon = text.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0) _fields.Add((text[..colon].TrimEnd(), text[(colon + 1)..].Trim()));
        }

        field.Clear();
    }

    private static string Text(ReadOnlySpan<byte> line) => Utf8.IsValid(line) ? Encoding.UTF8.GetString(line) : MailText.Windows1252.GetString(line);
}
