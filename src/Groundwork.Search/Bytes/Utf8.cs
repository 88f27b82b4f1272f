using System.Text;

namespace Groundwork.Search.Bytes;

/// <summary>Strings to bytes and back, and the order of strings told from their bytes.</summary>
internal static class Utf8
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The bytes of a well-formed string, or null when it holds half a surrogate pair.</summary>
    public static byte[]? TryGetBytes(string value)
    {
        try
        {
            return Strict.GetBytes(value);
        }
        catch (EncoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>The bytes of any string; half a surrogate pair becomes U+FFFD.</summary>
    public static byte[] GetBytes(string value) => Encoding.UTF8.GetBytes(value);

    public static string GetString(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);

    /// <summary>Compares as <see cref="string.CompareOrdinal(string, string)"/> compares the strings.</summary>
    public static int CompareAsUtf16(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        var common = left.CommonPrefixLength(right);
        if (common == left.Length || common == right.Length) return left.Length.CompareTo(right.Length);
        return Rank(left[common]).CompareTo(Rank(right[common]));

        // In UTF-16 the surrogates D800..DFFF (UTF-8 lead bytes F0 and up) stand before E000..FFFF (lead bytes EE and EF).
        static int Rank(byte b) => b is 0xEE or 0xEF ? b + 0x10 : b;
    }
}
