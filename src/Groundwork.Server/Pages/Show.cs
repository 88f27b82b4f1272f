using System.Globalization;

namespace Groundwork.Server.Pages;

/// <summary>Numbers and times as pages show them, the same on every machine.</summary>
internal static class Show
{
    private static readonly NumberFormatInfo s_numbers = new() { NumberGroupSeparator = "\u202F", NumberDecimalDigits = 0 };

    /// <summary>With a thin space between thousands.</summary>
    public static string Number(long number) => number.ToString("N0", s_numbers);

    /// <summary>Like "1 document" and "12 documents".</summary>
    public static string Count(long number, string one, string? many = null) => $"{Number(number)} {(number == 1 ? one : many ?? one + "s")}";

    /// <summary>Bytes as B, KiB, MiB or GiB.</summary>
    public static string Bytes(long bytes) => bytes switch
    {
        < 1024 => $"{bytes.ToString(CultureInfo.InvariantCulture)} B",
        < 1 << 20 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.#} KiB"),
        < 1 << 30 => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1 << 20):0.#} MiB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1 << 30):0.##} GiB"),
    };

    /// <summary>Characters, shortened: "812", "43 k", "1.2 M".</summary>
    public static string Characters(long characters) => characters switch
    {
        < 1_000 => characters.ToString(CultureInfo.InvariantCulture),
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{characters / 1_000.0:0.#} k"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{characters / 1_000_000.0:0.##} M"),
    };

    /// <summary>US dollars with as many decimals as matter.</summary>
    public static string Usd(decimal usd) => string.Create(CultureInfo.InvariantCulture, $"${usd:0.00#######}");

    /// <summary>A name like "TimedOut" as words: "timed out".</summary>
    public static string Words(string name) => string.Concat(name.Select((c, i) => char.IsAsciiLetterUpper(c) ? (i > 0 ? " " : "") + char.ToLowerInvariant(c) : c.ToString()));

    /// <summary>UTC to the minute.</summary>
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " UTC";

    /// <summary>For the <c>datetime</c> attribute.</summary>
    public static string Machine(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    /// <summary>Where a person finds a span: "Prices!A17", "page 3" or "line 12"; empty when nobody knows.</summary>
    public static string Place(UseCases.PlaceReply place) =>
        place.Part is { } part ? part : place.Page is { } page ? $"page {Number(page)}" : place.Line is { } line ? $"line {Number(line)}" : "";

    /// <summary>The last part of a path.</summary>
    public static string FileName(string path) => path[(path.AsSpan().LastIndexOfAny('/', '\\') + 1)..];

    /// <summary>The words of a language code where they are known.</summary>
    public static string Language(string code)
    {
        if (code.Length is 0 || string.Equals(code, "und", StringComparison.Ordinal)) return "unknown";
        try
        {
            var name = CultureInfo.GetCultureInfo(code, predefinedOnly: true).EnglishName;
            return name.Length == 0 ? code : name;
        }
        catch (CultureNotFoundException)
        {
            return code;
        }
    }
}
