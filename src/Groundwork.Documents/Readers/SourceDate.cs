using System.Globalization;

namespace Groundwork.Documents.Readers;

/// <summary>Reads the ISO 8601 dates that sources write about themselves. A moment without an offset is taken as UTC.</summary>
internal static class SourceDate
{
    private static readonly string[] s_formats =
    [
        "yyyy-MM-dd", "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFF", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd HH:mm:ss K",
    ];

    /// <summary>The moment; null when the text is no date.</summary>
    public static DateTimeOffset? Parse(string? text) =>
        text?.Trim() is { Length: >= 10 and <= 40 } trimmed && char.IsAsciiDigit(trimmed[0]) &&
        DateTimeOffset.TryParseExact(trimmed, s_formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;

    /// <summary>The moment of a text that begins with a whole date in ISO 8601, with a time, fraction and offset of any length behind it; null for any other.</summary>
    public static DateTimeOffset? ParseMoment(string? text) =>
        text?.Trim() is { Length: >= 10 and <= 40 } trimmed && DateOnly.TryParseExact(trimmed.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) &&
        DateTimeOffset.TryParse(trimmed, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;

    /// <summary>The moment as a value to filter by; the text itself when it is no date; null for no text.</summary>
    public static MetadataValue? Value(string? text) =>
        string.IsNullOrWhiteSpace(text) ? null : Parse(text) is { } date ? new MetadataValue.Date(date) : new MetadataValue.Keywords([text]);
}
