using System.Globalization;

namespace Groundwork.Documents.Readers.Mail;

/// <summary>Dates of mail (RFC 5322, 3.3 and 4.3).</summary>
internal static class MailDate
{
    private static readonly string[] s_months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <summary>The moment, or null when the field holds none.</summary>
    public static DateTimeOffset? Parse(string? field)
    {
        if (field is null || field.Length > 200) return null;
        var words = field.Split([' ', '\t', ','], StringSplitOptions.RemoveEmptyEntries);
        var first = Array.FindIndex(words, word => char.IsAsciiDigit(word[0]));
        if (first < 0 || words.Length < first + 4) return null;
        var month = Array.IndexOf(s_months, words[first + 1].Length >= 3 ? words[first + 1][..3].ToLowerInvariant() : "") + 1;
        if (month == 0 || !int.TryParse(words[first], NumberStyles.None, CultureInfo.InvariantCulture, out var day) ||
            !int.TryParse(words[first + 2], NumberStyles.None, CultureInfo.InvariantCulture, out var year)) return null;
        if (words[first + 2].Length == 2) year += year < 50 ? 2000 : 1900;
        var time = words[first + 3].Split(':');
        if (time.Length is < 2 or > 3 || !int.TryParse(time[0], NumberStyles.None, CultureInfo.InvariantCulture, out var hour) || !int.TryParse(time[1], NumberStyles.None, CultureInfo.InvariantCulture, out var minute)) return null;
        var second = time.Length == 3 && int.TryParse(time[2], NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? Math.Min(given, 59) : 0;
        if (year is < 1 or > 9998 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59) return null;
        var date = new DateTime(year, month, day, hour, minute, second, DateTimeKind.Unspecified);
        return year == 1 ? null : new DateTimeOffset(date, Zone(words.Length > first + 4 ? words[first + 4] : ""));
    }

    // Names of zones were never defined outside North America; others count as UTC, as the standard says.
    private static TimeSpan Zone(string zone)
    {
        if (zone.Length == 5 && zone[0] is '+' or '-' && int.TryParse(zone.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value / 100 < 14 && value % 100 < 60)
            return TimeSpan.FromMinutes((zone[0] == '-' ? -1 : 1) * ((value / 100 * 60) + (value % 100)));
        return TimeSpan.FromHours(zone.ToUpperInvariant() switch { "EDT" => -4, "EST" or "CDT" => -5, "CST" or "MDT" => -6, "MST" or "PDT" => -7, "PST" => -8, _ => 0 });
    }
}
