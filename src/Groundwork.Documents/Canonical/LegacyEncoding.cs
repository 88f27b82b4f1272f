using System.Text;
using Groundwork.Language;

namespace Groundwork.Documents.Canonical;

/// <summary>
/// Finds the older encoding of bytes that are not UTF-8. Two-byte encodings of Chinese, Japanese and Korean are told by their code scheme and by
/// where their common characters lie; one-byte encodings by the text that they give: letters inside words, small letters, and a language.
/// </summary>
/// <remarks>After Li and Momoi 2001, A composite approach to language/encoding detection: code scheme, then distribution of characters.</remarks>
internal static class LegacyEncoding
{
    private const int SampleBytes = 1 << 15;
    private const int BytesBefore = 64;

    // One byte out of place in so many pairs is a damaged file, more is another encoding.
    private const double MaxBrokenShare = 0.02;

    // In Japanese about half of the characters are kana; other texts have hardly any at these places.
    private const double MinKanaShare = 0.15;

    // Hangul fill the rows 0xB0..0xC8; Chinese, ordered by sound, has about a third of its characters behind them.
    private const double MinHangulShare = 0.97;

    // The common characters of Big5 lie in 0xA4..0xC6.
    private const double MinBig5Share = 0.9;

    private static readonly int[] s_oneByte = [1252, 1250, 1251, 20866, 866, 1253, 1255, 1256, 1254, 28595, 28592];

    /// <summary>An encoding that switches with escape sequences; null when there are none.</summary>
    public static Encoding? Escaped(ReadOnlySpan<byte> bytes) =>
        bytes.IndexOf("\u001B$"u8) is var at and >= 0 && at + 2 < bytes.Length && bytes[at + 2] is (byte)'B' or (byte)'@' && !bytes.ContainsAnyInRange((byte)0x80, (byte)0xFF)
            ? CodePagesEncodingProvider.Instance.GetEncoding(50220)
            : null;

    /// <summary>The most likely encoding; null when none is better than windows-1252.</summary>
    public static Encoding? Of(ReadOnlySpan<byte> bytes)
    {
        // The bytes around the first that is not plain tell most; the word that it stands in starts a little before it.
        var first = Math.Max(0, bytes.IndexOfAnyInRange((byte)0x80, (byte)0xFF) - BytesBefore);
        var sample = bytes.Slice(first, Math.Min(bytes.Length - first, SampleBytes));
        return TwoByte(sample) is { } codePage ? CodePagesEncodingProvider.Instance.GetEncoding(codePage) : OneByte(sample);
    }

    private static int? TwoByte(ReadOnlySpan<byte> bytes)
    {
        var extended = new PairCount();
        var shifted = new PairCount();
        var big5 = new PairCount();
        extended.Count(bytes, lead => lead is >= 0xA1 and <= 0xFE || lead == 0x8E, trail => trail >= 0xA1, lead => lead is 0xA4 or 0xA5, lead => lead is >= 0xB0 and <= 0xC8, lead => lead is >= 0xA1 and <= 0xF7);
        shifted.Count(bytes, lead => lead is (>= 0x81 and <= 0x9F) or (>= 0xE0 and <= 0xFC), trail => trail is (>= 0x40 and <= 0x7E) or (>= 0x80 and <= 0xFC), lead => lead is 0x82 or 0x83, lead => false, lead => lead is >= 0x81 and <= 0x98);
        big5.Count(bytes, lead => lead is >= 0xA1 and <= 0xF9, trail => trail is (>= 0x40 and <= 0x7E) or (>= 0xA1 and <= 0xFE), lead => false, lead => false, lead => lead is >= 0xA4 and <= 0xC6);
        if (extended.IsWhole)
        {
            if (extended.KanaShare >= MinKanaShare) return 51932;
            if (extended.HangulShare >= MinHangulShare) return 51949;
            if (extended.CommonShare >= MinBig5Share && extended.Pairs > 3) return 54936;
        }

        if (shifted.IsWhole && shifted.KanaShare >= MinKanaShare) return 932;
        // Leading punctuation of Big5 lies at 0xA1 and 0xA3.
        if (big5.IsWhole && big5.Pairs > 3 && big5.CommonShare >= MinBig5Share - 0.15 && !extended.IsWhole) return 950;
        return null;
    }

    private static Encoding? OneByte(ReadOnlySpan<byte> sample)
    {
        Encoding? best = null;
        var bestScore = double.MinValue;
        foreach (var codePage in s_oneByte)
        {
            var encoding = CodePagesEncodingProvider.Instance.GetEncoding(codePage);
            if (encoding is null) continue;
            var text = encoding.GetString(sample);
            var score = Plausibility(text);
            // The text that looks like a language is right; a small lead is no lead, and the commoner encoding stands first.
            if (score > bestScore + 0.001) (best, bestScore) = (encoding, score);
        }

        return best;
    }

    // Mean over the characters beyond ASCII: a letter that fits its word counts for it, a sign inside a word against it.
    private static double Plausibility(string text)
    {
        double sum = 0;
        var count = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c < '\u0080') continue;
            count++;
            var before = i > 0 ? text[i - 1] : ' ';
            var after = i + 1 < text.Length ? text[i + 1] : ' ';
            if (c is '\uFFFD' || char.IsControl(c) || c is >= '\u2500' and <= '\u25FF') sum -= 1;
            else if (!char.IsLetter(c)) sum -= char.IsLetter(before) && char.IsLetter(after) ? 1 : 0.1;
            else if (char.IsUpper(c) && char.IsLower(before)) sum -= 0.7;
            else if ((IsBasicLatin(before) || IsBasicLatin(after)) && !IsLatin(c)) sum -= 0.7;
            else sum += char.IsUpper(c) && char.IsLetter(before) ? 0.5 : 0.8;
        }

        return count == 0 ? 0 : (sum / count) + LanguageDetector.Detect(text).Confidence;
    }

    private static bool IsBasicLatin(char c) => char.IsAsciiLetter(c);

    private static bool IsLatin(char c) => c is >= '\u00C0' and <= '\u024F';

    /// <summary>How well bytes fit a two-byte encoding.</summary>
    private struct PairCount
    {
        private int _broken;
        private int _kana;
        private int _hangul;
        private int _common;

        public int Pairs { get; private set; }

        public readonly bool IsWhole => Pairs > 0 && _broken <= Pairs * MaxBrokenShare;

        public readonly double KanaShare => (double)_kana / Math.Max(1, Pairs);

        public readonly double HangulShare => (double)_hangul / Math.Max(1, Pairs);

        public readonly double CommonShare => (double)_common / Math.Max(1, Pairs);

        public void Count(ReadOnlySpan<byte> bytes, Func<byte, bool> isLead, Func<byte, bool> isTrail, Func<byte, bool> isKana, Func<byte, bool> isHangul, Func<byte, bool> isCommon)
        {
            for (var i = 0; i < bytes.Length; i++)
            {
                var lead = bytes[i];
                if (lead < 0x80) continue;
                if (i + 1 == bytes.Length) break;
                if (!isLead(lead) || !isTrail(bytes[i + 1]))
                {
                    _broken++;
                    continue;
                }

                // Punctuation is alike in all of them.
                i++;
                if (lead is 0xA1 or 0xA3) continue;
                Pairs++;
                if (isKana(lead)) _kana++;
                if (isHangul(lead)) _hangul++;
                if (isCommon(lead)) _common++;
            }
        }
    }
}
