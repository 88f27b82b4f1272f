using System.Buffers;
using System.Globalization;
using System.Text;

namespace Groundwork.UseCases;

/// <summary>
/// Names of uploaded files are strangers' words that become paths. Letters of every script stay; whatever could leave the folder, hide
/// the file or mislead a reader is refused, never repaired.
/// </summary>
internal static class UploadName
{
    private const int MaxSegmentBytes = 200;
    private const int MaxSegments = 16;

    // No file system of ours forbids all of these, but one of them forbids each.
    private static readonly SearchValues<char> s_forbidden = SearchValues.Create("\\:*?\"<>|");

    /// <summary>A checked name: segments joined by <c>/</c>, in normalisation form C.</summary>
    /// <exception cref="InvalidRequestException">The name cannot be used; says why.</exception>
    public static string Parse(string? fileName)
    {
        if (string.IsNullOrEmpty(fileName)) throw new InvalidRequestException("A file in the upload has no name. Give each file one.");
        if (!IsWellFormed(fileName)) throw Refused(fileName, "is not well-formed text");
        var name = fileName.Normalize(NormalizationForm.FormC);
        var segments = name.Split('/');
        if (segments.Length > MaxSegments) throw Refused(name, FormattableString.Invariant($"lies more than {MaxSegments} folders deep"));
        foreach (var segment in segments) Check(name, segment);
        return name;
    }

    private static void Check(string name, string segment)
    {
        if (segment.Length == 0) throw Refused(name, "has an empty part");
        if (segment[0] == '.') throw Refused(name, "has a part that starts with a dot");
        if (segment[^1] is '.' or ' ' || segment[0] == ' ') throw Refused(name, "has a part that ends with a dot, or starts or ends with a space");
        if (segment.AsSpan().IndexOfAny(s_forbidden) >= 0) throw Refused(name, "contains one of \\ : * ? \" < > |");
        foreach (var rune in segment.EnumerateRunes())
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator || ChangesDirection(rune.Value))
                throw Refused(name, FormattableString.Invariant($"contains the invisible character U+{rune.Value:X4}"));
        if (Encoding.UTF8.GetByteCount(segment) > MaxSegmentBytes) throw Refused(name, FormattableString.Invariant($"has a part of more than {MaxSegmentBytes} bytes"));
    }

    // Embeddings, overrides and isolates can show "exe.txt" for a name that ends in "txt.exe".
    private static bool ChangesDirection(int rune) => rune is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);

    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1])) return false;
            i++;
        }

        return true;
    }

    private static InvalidRequestException Refused(string name, string why)
    {
        var shown = new string([.. name.Take(120).Select(c => char.IsControl(c) || char.IsSurrogate(c) || ChangesDirection(c) ? '\uFFFD' : c)]);
        return new InvalidRequestException($"The file name \"{shown}\" {why}. Rename the file.");
    }
}
