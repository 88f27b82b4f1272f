using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;

namespace Groundwork.Documents.Canonical;

/// <summary>
/// Bytes become canonical characters: a byte order mark decides, then the pattern of NUL bytes (UTF-16, UTF-32), then the encoding that the
/// format itself declares, then UTF-8. In bytes that are mostly UTF-8 only the bad runs are read as windows-1252; other bytes are read in the
/// older encoding that <see cref="LegacyEncoding"/> finds. Every guess is noted.
/// </summary>
internal static class TextDecoding
{
    // Text holds hardly any control characters; compressed or random bytes hold about one in ten.
    private const double MaxControlShare = 0.05;

    // A log with a few stray NULs is still a log.
    private const double MaxNulShare = 0.001;

    private const int SampleBytes = 1 << 16;

    private static readonly SearchValues<byte> s_controls = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Where(b => b is not ('\t' or '\n' or '\r' or '\f' or '\v' or 0x1B)).Select(b => (byte)b), 0x7F]);

    /// <summary>Decodes the whole of a source.</summary>
    /// <param name="bytes">All bytes.</param>
    /// <param name="path">Named in errors.</param>
    /// <param name="declared">Encoding that the content declares about itself; used when it has no byte order mark.</param>
    /// <exception cref="DocumentUnreadableException">Empty, or binary.</exception>
    public static DecodedText Decode(ReadOnlySpan<byte> bytes, string path, Encoding? declared = null)
    {
        if (bytes.IsEmpty) throw new DocumentUnreadableException(UnreadableReason.Empty, $"\"{path}\" has no bytes.");
        var (marked, skip) = ByteOrderMark(bytes);
        if (marked is not null) return Marked(bytes[skip..], marked, path);
        if ((Utf32Pattern(bytes) ?? Utf16Pattern(bytes)) is { } guessed)
        {
            var text = guessed.GetString(bytes);
            if (ControlShare(text) <= MaxControlShare)
                return new DecodedText(CanonicalText.Clean(text), [$"Decoded as {guessed.WebName}: the pattern of NUL bytes says so, and there is no byte order mark."]);
        }

        RefuseBinary(bytes, path);
        if (declared is not null and not UTF8Encoding)
            return new DecodedText(CanonicalText.Clean(declared.GetString(bytes)), []);
        var nuls = bytes.Count((byte)0);
        IReadOnlyList<string> notes = nuls == 0 ? [] : [FormattableString.Invariant($"{nuls} NUL characters were left out.")];
        if (LegacyEncoding.Escaped(bytes) is { } escaped) return Guessed(bytes, escaped, "its escape sequences say so", notes);
        if (Utf8.IsValid(bytes)) return new DecodedText(CanonicalText.Clean(Encoding.UTF8.GetString(bytes)), notes);
        if (MixedUtf8.Decode(bytes, Windows1252) is { } mixed) return mixed with { Notes = [.. notes, .. mixed.Notes] };
        var bad = FirstBadByte(bytes);
        return Guessed(bytes, LegacyEncoding.Of(bytes) ?? Windows1252, FormattableString.Invariant($"the bytes are not valid UTF-8 (first bad byte 0x{bytes[bad]:X2} at offset {bad})"), notes);
    }

    private static DecodedText Guessed(ReadOnlySpan<byte> bytes, Encoding encoding, string why, IReadOnlyList<string> notes) =>
        new(CanonicalText.Clean(encoding.GetString(bytes)), [.. notes, $"Decoded as {encoding.WebName}: {why}. Save the file as UTF-8 if characters look wrong."]);

    /// <summary>Whether the first bytes of a file are no text in any encoding this class knows.</summary>
    public static bool LooksBinary(ReadOnlySpan<byte> bytes)
    {
        if (ByteOrderMark(bytes).Encoding is not null) return false;
        if ((Utf32Pattern(bytes) ?? Utf16Pattern(bytes)) is { } guessed && ControlShare(guessed.GetString(bytes)) <= MaxControlShare) return false;
        return WhyBinary(bytes) is not null;
    }

    /// <summary>An encoding by the name that web pages use; null for an unknown name.</summary>
    public static Encoding? ByName(string name)
    {
        name = name.Trim();
        // The Encoding Standard reads these labels as windows-1252.
        if (name.Equals("iso-8859-1", StringComparison.OrdinalIgnoreCase) || name.Equals("latin1", StringComparison.OrdinalIgnoreCase) ||
            name.Equals("us-ascii", StringComparison.OrdinalIgnoreCase) || name.Equals("ascii", StringComparison.OrdinalIgnoreCase)) return Windows1252;
        // A page that could be read up to this declaration is not UTF-16 or UTF-32, whatever it says.
        if (name.StartsWith("utf", StringComparison.OrdinalIgnoreCase)) return Encoding.UTF8;
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static Encoding Windows1252 => CodePagesEncodingProvider.Instance.GetEncoding(1252) ?? Encoding.Latin1;

    private static DecodedText Marked(ReadOnlySpan<byte> bytes, Encoding encoding, string path)
    {
        if (encoding is UTF8Encoding)
        {
            RefuseBinary(bytes, path);
            if (!Utf8.IsValid(bytes))
                return new DecodedText(
                    CanonicalText.Clean(encoding.GetString(bytes)),
                    [FormattableString.Invariant($"Bytes that are not valid UTF-8 were replaced, although the file is marked as UTF-8 (first at offset {FirstBadByte(bytes) + 3}).")]);
        }

        var text = encoding.GetString(bytes);
        if (ControlShare(text) > MaxControlShare)
            throw new DocumentUnreadableException(UnreadableReason.Binary, $"\"{path}\" starts like {encoding.WebName} text but holds too many control characters to be text. Give it a name that tells its format.");
        return new DecodedText(CanonicalText.Clean(text), []);
    }

    private static (Encoding? Encoding, int Skip) ByteOrderMark(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) return (Encoding.UTF8, 3);
        if (bytes.Length >= 4 && BinaryPrimitives.ReadUInt32LittleEndian(bytes) == 0xFEFF) return (new UTF32Encoding(bigEndian: false, byteOrderMark: false), 4);
        if (bytes.Length >= 4 && BinaryPrimitives.ReadUInt32BigEndian(bytes) == 0xFEFF) return (new UTF32Encoding(bigEndian: true, byteOrderMark: false), 4);
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])) return (Encoding.Unicode, 2);
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) return (Encoding.BigEndianUnicode, 2);
        return (null, 0);
    }

    // Spaces, digits and line ends of every script have a NUL half in UTF-16, always on the same side.
    private static Encoding? Utf16Pattern(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 4) return null;
        var sample = bytes[..(Math.Min(bytes.Length, SampleBytes) & ~1)];
        int even = 0, odd = 0;
        for (var i = 0; i < sample.Length; i += 2)
        {
            if (sample[i] == 0) even++;
            if (sample[i + 1] == 0) odd++;
        }

        var enough = Math.Max(2, sample.Length / 40);
        if (odd >= enough && even * 50 <= odd) return Encoding.Unicode;
        if (even >= enough && odd * 50 <= even) return Encoding.BigEndianUnicode;
        return null;
    }

    // Three of four bytes of most characters are NUL in UTF-32; the fourth place tells the byte order.
    private static Encoding? Utf32Pattern(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 8 || bytes.Length % 4 != 0) return null;
        var sample = bytes[..(Math.Min(bytes.Length, SampleBytes) & ~3)];
        int big = 0, little = 0, beyond = 0;
        for (var i = 0; i < sample.Length; i += 4)
        {
            if (sample[i] == 0 && sample[i + 1] <= 0x10) big++;
            if (sample[i + 3] == 0 && sample[i + 2] <= 0x10) little++;
            if (sample[i + 1] != 0 && sample[i + 2] != 0) beyond++;
        }

        // Most characters of any text lie in the first plane; bytes that happen to be code points do not.
        if (beyond * 4 > sample.Length / 4) return null;

        // Both hold for UTF-16 full of NULs only, which is no text.
        if ((big == sample.Length / 4) == (little == sample.Length / 4)) return null;
        return new UTF32Encoding(bigEndian: big > little, byteOrderMark: false);
    }

    private static void RefuseBinary(ReadOnlySpan<byte> bytes, string path)
    {
        if (WhyBinary(bytes) is { } why)
            throw new DocumentUnreadableException(UnreadableReason.Binary, $"\"{path}\" is not text: {why}. Leave it out, or give it a name that tells its format.");
    }

    private static string? WhyBinary(ReadOnlySpan<byte> bytes)
    {
        var nuls = bytes.Count((byte)0);
        if (nuls > 0 && (nuls > bytes.Length * MaxNulShare || !Utf8.IsValid(bytes)))
            return FormattableString.Invariant($"it holds {nuls} NUL bytes, the first at offset {bytes.IndexOf((byte)0)}");
        var sample = bytes[..Math.Min(bytes.Length, SampleBytes)];
        var controls = 0;
        for (var rest = sample; rest.IndexOfAny(s_controls) is var at and >= 0; rest = rest[(at + 1)..]) controls++;
        return controls > sample.Length * MaxControlShare
            ? FormattableString.Invariant($"{controls} of its first {sample.Length} bytes are control characters")
            : null;
    }

    private static double ControlShare(string text)
    {
        var sample = text.AsSpan(0, Math.Min(text.Length, SampleBytes));
        if (sample.IsEmpty) return 0;
        var bad = 0;
        foreach (var c in sample)
            if ((char.IsControl(c) && c is not ('\t' or '\n' or '\r' or '\f' or '\v' or '\u001B' or '\u0085')) || c is '\uFFFD' or '\uFFFE' or '\uFFFF')
                bad++;
        return (double)bad / sample.Length;
    }

    private static int FirstBadByte(ReadOnlySpan<byte> bytes)
    {
        var offset = 0;
        while (offset < bytes.Length && Rune.DecodeFromUtf8(bytes[offset..], out _, out var taken) == OperationStatus.Done) offset += taken;
        return Math.Min(offset, bytes.Length - 1);
    }
}
