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

    /// <summary>The number in a name made by <see cref="SegmentName"/> or <see cref="DeletionsName"/>; null for any other name.</summary>
    public static long? NumberOf(string name)
    {
        var isOurs = (name.StartsWith("segment-", StringComparison.Ordinal) && name.EndsWith(".gws", StringComparison.Ordinal))
                     || (name.StartsWith("deleted-", StringComparison.Ordinal) && name.EndsWith(".gwd", StringComparison.Ordinal));
        return isOurs && name.Length == 28
               && long.TryParse(name.AsSpan(8, 16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number) && number >= 0
            ? number
            : null;
    }

    public static string CutTerm(string term) => term.Length <= MostTermChars ? term : term[..MostTermChars];
}
