using System.Globalization;
using System.Text;

namespace Groundwork.LanguageProfiles;

/// <summary>Turns the Unicode Character Database into the short list of ranges that WordBreakProperty.txt holds.</summary>
internal static class WordBreakTable
{
    private const int CodePoints = 0x110000;

    public static string Build(string unicodeFolder)
    {
        var properties = new string?[CodePoints];
        var version = string.Empty;
        foreach (var (first, last, value, line) in Read(Path.Combine(unicodeFolder, "auxiliary", "WordBreakProperty.txt")))
        {
            if (value.Length == 0) version = line.StartsWith("# WordBreakProperty-", StringComparison.Ordinal) ? line : version;
            else Array.Fill(properties, value, first, last - first + 1);
        }

        foreach (var (first, last, value, _) in Read(Path.Combine(unicodeFolder, "emoji", "emoji-data.txt")))
            for (var c = first; c <= last && value is "Extended_Pictographic"; c++)
                properties[c] = properties[c] is { } other ? other + " ExtPict" : "ExtPict";

        var table = new StringBuilder()
            .Append("# Word_Break and Extended_Pictographic of the Unicode Character Database, as ranges in hexadecimal; all else is Other.\n")
            .Append("# Made from ").Append(version.AsSpan(2)).Append(" and emoji-data.txt of the same version\n")
            .Append("# by Groundwork.LanguageProfiles (word-break). Notice and licence: UnicodeLicense.txt beside this file.\n");
        for (var first = 0; first < CodePoints;)
        {
            var last = first;
            while (last + 1 < CodePoints && string.Equals(properties[last + 1], properties[first], StringComparison.Ordinal)) last++;
            if (properties[first] is { } value) table.Append(CultureInfo.InvariantCulture, $"{first:X4}..{last:X4} {value}\n");
            first = last + 1;
        }

        return table.ToString();
    }

    // Comments come back with an empty value: the version stands in one of them.
    private static IEnumerable<(int First, int Last, string Value, string Line)> Read(string path)
    {
        foreach (var line in File.ReadLines(path))
        {
            var fields = line.Split('#')[0].Split(';', StringSplitOptions.TrimEntries);
            if (fields.Length < 2)
            {
                yield return (0, -1, string.Empty, line);
                continue;
            }

            var range = fields[0].Split("..");
            yield return (Hex(range[0]), Hex(range[^1]), fields[1], line);
        }
    }

    private static int Hex(string digits) => int.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
