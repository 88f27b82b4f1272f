using System.Buffers;
using System.Text;

namespace Groundwork.Documents.Canonical;

/// <summary>
/// Decodes bytes that are UTF-8 except for some runs, as files are that were put together from several sources: only the bad bytes are read in
/// another encoding.
/// </summary>
internal static class MixedUtf8
{
    // Text in an older encoding forms valid UTF-8 sequences by chance, but rarely.
    private const int MinGoodPerBad = 1;

    /// <summary>The text; null when the bytes are not mostly UTF-8.</summary>
    public static DecodedText? Decode(ReadOnlySpan<byte> bytes, Encoding forBadBytes)
    {
        var (good, bad, first) = Count(bytes);
        if (bad == 0 || good < (long)bad * MinGoodPerBad) return null;
        var text = new StringBuilder(bytes.Length);
        var rest = bytes;
        while (!rest.IsEmpty)
        {
            var valid = ValidLength(rest);
            text.Append(Encoding.UTF8.GetString(rest[..valid]));
            rest = rest[valid..];
            if (rest.IsEmpty) break;
            _ = Rune.DecodeFromUtf8(rest, out _, out var taken);
            text.Append(forBadBytes.GetString(rest[..taken]));
            rest = rest[taken..];
        }

        return new DecodedText(CanonicalText.Clean(text.ToString()), [FormattableString.Invariant(
            $"The text mixes encodings: it is UTF-8, but {bad} places are not and were read as {forBadBytes.WebName} (first bad byte 0x{bytes[first]:X2} at offset {first}).")]);
    }

    private static (int Good, int Bad, int First) Count(ReadOnlySpan<byte> bytes)
    {
        int good = 0, bad = 0, first = -1;
        for (var at = 0; at < bytes.Length;)
        {
            var ascii = bytes[at..].IndexOfAnyInRange((byte)0x80, (byte)0xFF);
            if (ascii < 0) break;
            at += ascii;
            if (Rune.DecodeFromUtf8(bytes[at..], out _, out var taken) == OperationStatus.Done) good++;
            else
            {
                if (first < 0) first = at;
                bad++;
            }

            at += taken;
        }

        return (good, bad, first);
    }

    private static int ValidLength(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        while (at < bytes.Length)
        {
            var ascii = bytes[at..].IndexOfAnyInRange((byte)0x80, (byte)0xFF);
            if (ascii < 0) return bytes.Length;
            at += ascii;
            if (Rune.DecodeFromUtf8(bytes[at..], out _, out var taken) != OperationStatus.Done) return at;
            at += taken;
        }

        return at;
    }
}
