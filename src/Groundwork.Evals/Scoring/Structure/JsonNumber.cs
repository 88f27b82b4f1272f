using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace Groundwork.Evals.Scoring.Structure;

/// <summary>A JSON number by its exact value: coefficient · 10^exponent, where the coefficient does not end in 0.</summary>
internal readonly record struct JsonNumber(BigInteger Coefficient, long Exponent) : IComparable<JsonNumber>
{
    // Exponents beyond say only "very large" or "very small".
    private const long FarthestExponent = 1_000_000_000_000;

    public bool IsInteger => Exponent >= 0;

    public static JsonNumber Of(JsonElement number) => Parse(number.GetRawText());

    public static JsonNumber Parse(string text)
    {
        var mark = text.AsSpan().IndexOfAny('e', 'E');
        var exponent = mark < 0 ? 0 : Clamped(text.AsSpan(mark + 1));
        var mantissa = mark < 0 ? text : text[..mark];
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        if (point >= 0)
        {
            exponent -= mantissa.Length - point - 1;
            mantissa = mantissa.Remove(point, 1);
        }

        var digits = mantissa.TrimEnd('0');
        if (digits is "" or "-")
            return new JsonNumber(BigInteger.Zero, 0);
        var coefficient = BigInteger.Parse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return coefficient.IsZero ? new JsonNumber(BigInteger.Zero, 0) : new JsonNumber(coefficient, exponent + (mantissa.Length - digits.Length));
    }

    public int CompareTo(JsonNumber other)
    {
        if (Coefficient.Sign != other.Coefficient.Sign || Coefficient.IsZero)
            return Coefficient.Sign.CompareTo(other.Coefficient.Sign);
        var magnitude = Magnitude().CompareTo(other.Magnitude());
        if (magnitude != 0)
            return magnitude * Coefficient.Sign;
        // Equal magnitudes: exponents differ by less than the number of digits.
        var shared = Math.Min(Exponent, other.Exponent);
        return (Coefficient * BigInteger.Pow(10, (int)(Exponent - shared))).CompareTo(other.Coefficient * BigInteger.Pow(10, (int)(other.Exponent - shared)));
    }

    /// <summary>True when this is a whole multiple of a number above 0.</summary>
    public bool IsMultipleOf(JsonNumber divisor)
    {
        if (Coefficient.IsZero)
            return true;
        var shift = Exponent - divisor.Exponent;
        if (shift >= 0)
            return (Coefficient * BigInteger.ModPow(10, shift, divisor.Coefficient) % divisor.Coefficient).IsZero;
        // With more digits behind the point than this has digits at all it is smaller than the divisor.
        return -shift < Digits() && (Coefficient % (divisor.Coefficient * BigInteger.Pow(10, (int)-shift))).IsZero;
    }

    public override string ToString() => Exponent == 0 ? Coefficient.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{Coefficient}e{Exponent}");

    private static long Clamped(ReadOnlySpan<char> exponent) =>
        long.TryParse(exponent, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? Math.Clamp(value, -FarthestExponent, FarthestExponent)
        : exponent[0] == '-' ? -FarthestExponent : FarthestExponent;

    private long Magnitude() => Digits() + Exponent;

    private long Digits() => BigInteger.Abs(Coefficient).ToString(CultureInfo.InvariantCulture).Length;
}
