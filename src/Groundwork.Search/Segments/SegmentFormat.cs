using System.Globalization;

namespace Groundwork.Search.Segments;

/// <summary>Constants of the segment file, as drawn in docs/formats/search-index.md.</summary>
internal static class SegmentFormat
{
    public const uint Version = 2;
    public const int HeaderBytes = 16;
    public const int TrailerBytes = 16;
    public const int TableEntryBytes = 24;
    public const int Alignment = 64;
    public const int TermsPerBlock = 32;

    /// <summary>Most text fields of an index: a posting holds its fields as bits of one integer.</summary>
    public const int MostFields = 32;

    /// <summary>Positions a field can hold; words after it are not indexed.</summary>
    public const int MostPositions = 1 << PositionBits;

    public const int PositionBits = 26;

    /// <summary>Longest term in UTF-16 code units; longer ones are cut, in texts and in queries alike.</summary>
    public const int MostTermChars = 512;

    public static ReadOnlySpan<byte> Magic => "GWSEGMNT"u8;

    public static ReadOnlySpan<byte> EndMagic => "GWSEGEND"u8;

    public static string SegmentName(long number) => string.Create(CultureInfo.InvariantCulture, $"segment-{number:x16}.gws");

    public static string DeletionsName(long number) => string.Create(CultureInfo.InvariantCulture, $"deleted-{number:x16}.gwd");

    public static string LogName(long number) => string.Create(CultureInfo.InvariantCulture, $"log-{number:x16}.gwl");

    /// <summary>The number in a name made by <see cref="SegmentName"/>, <see cref="DeletionsName"/> or <see cref="LogName"/>; null for any other name.</summary>
    public static long? NumberOf(string name)
    {
        return NumberOf(name, "segment-", ".gws") ?? NumberOf(name, "deleted-", ".gwd") ?? NumberOf(name, "log-", ".gwl");
    }

    private static long? NumberOf(string name, string start, string end) =>
        name.Length == start.Length + 16 + end.Length && name.StartsWith(start, StringComparison.Ordinal) && name.EndsWith(end, StringComparison.Ordinal)
        && long.TryParse(name.AsSpan(start.Length, 16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number) && number >= 0
            ? number
            : null;

    public static string CutTerm(string term) => term.Length <= MostTermChars ? term : term[..MostTermChars];
}
