using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Groundwork.Language;

namespace Groundwork.Evals.Scoring.Answers;

/// <summary>
/// Finds numbers as people write them: 1.234,5 and 1,234.5 and 1 234,5 and 1'234.5, digits of any script, ½ and 2½ and 3/4, 1e-3, −5, 12 %.
/// Units are not looked at.
/// </summary>
internal static partial class NumberReader
{
    // More digits than a double holds say nothing; a longer run is no number.
    private const int LongestNumber = 400;

    /// <summary>The numbers of a text, in order.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="language">Decides whether 1.234 is a thousand or one and a bit.</param>
    public static IReadOnlyList<ReadNumber> Find(string text, LanguageCode language)
    {
        var numbers = new List<ReadNumber>();
        var mark = NumberLanguages.MarkOf(language);
        foreach (Match match in Pattern().Matches(Plain(text)))
        {
            if (match.Length <= LongestNumber && Values(match, mark) is { Count: > 0 } values)
                numbers.Add(new ReadNumber(values, match.Groups["percent"].Success));
        }

        return numbers;
    }

    // A letter before it makes a name of it, like A4 or v1.2; a digit before its sign makes a range, like 5-10.
    [GeneratedRegex(
        @"(?<![A-Za-z0-9_.,])(?<sign>[-+])?(?<body>[0-9](?:[0-9]|[.,'_](?=[0-9]))*|[.,][0-9]+)(?:\u0001(?<fraction>[0-9.]+))?(?:[eE](?<exponent>[-+]?[0-9]{1,4})(?![\w]))?(?:/(?<under>[0-9]{1,15})(?![0-9/]))?(?<percent>[ _]?%)?",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Pattern();

    /// <summary>ASCII digits and signs; a fraction like ½ becomes U+0001 and its decimal value behind the whole part.</summary>
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            var value = category is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.OtherNumber ? Rune.GetNumericValue(rune) : -1;
            if (category == UnicodeCategory.DecimalDigitNumber)
                plain.Append((char)('0' + (int)value));
            else if (value is > 0 and < 1)
                plain.Append(plain.Length > 0 && char.IsAsciiDigit(plain[^1]) ? "\u0001" : "0\u0001").Append(value.ToString("0.################", CultureInfo.InvariantCulture));
            else
                plain.Append(Sign(rune));
        }

        return plain.ToString();
    }

    private static string Sign(Rune rune) => rune.Value switch
    {
        0x2212 or 0xFF0D or 0xFE63 => "-",
        0xFF0B => "+",
        0x066B or 0xFF0C => ",",
        0xFF0E => ".",
        0x066C or 0x2019 or 0x02BC or 0xFF07 => "'",
        0x00A0 or 0x202F or 0x2009 or 0x2007 => "_",
        0x066A or 0xFF05 or 0xFE6A => "%",
        0x0001 or 0x200E or 0x200F or 0x061C or 0x2066 or 0x2067 or 0x2068 or 0x2069 => "",
        _ => rune.ToString(),
    };

    private static List<double> Values(Match match, NumberMark mark)
    {
        var values = new List<double>();
        foreach (var body in Readings(match.Groups["body"].Value, mark))
        {
            var exponent = match.Groups["exponent"].Success ? "e" + match.Groups["exponent"].Value : "";
            if (!double.TryParse(body + exponent, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
                continue;
            if (match.Groups["fraction"].Success)
                value += double.Parse(match.Groups["fraction"].ValueSpan, CultureInfo.InvariantCulture);
            if (match.Groups["under"].Success)
                value /= double.Parse(match.Groups["under"].ValueSpan, CultureInfo.InvariantCulture);
            if (match.Groups["sign"].ValueSpan is "-")
                value = -value;
            if (double.IsFinite(value) && !values.Contains(value))
                values.Add(value);
        }

        return values;
    }

    /// <summary>The number with a point as its only mark, in every way it may be meant.</summary>
    private static IEnumerable<string> Readings(string body, NumberMark mark)
    {
        var digits = body.Replace("'", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal);
        var points = digits.Count(sign => sign == '.');
        var commas = digits.Count(sign => sign == ',');
        if (points + commas == 0)
            return [digits];
        if (points > 0 && commas > 0)
            return digits.LastIndexOf('.') > digits.LastIndexOf(',') ? [WithDecimal(digits, '.', ',')] : [WithDecimal(digits, ',', '.')];
        var only = points > 0 ? '.' : ',';
        if (points + commas > 1)
            return IsGrouped(digits.Split(only)) ? [digits.Replace(only.ToString(), "", StringComparison.Ordinal)] : [];
        var whole = digits.IndexOf(only, StringComparison.Ordinal);
        var mayGroup = digits.Length - whole - 1 == 3 && whole is > 0 and <= 3 && digits[0] != '0' && digits.Length == body.Length;
        var asDecimal = digits.Replace(only, '.');
        if (!mayGroup)
            return [asDecimal];
        var asGroup = digits.Remove(whole, 1);
        return mark switch
        {
            NumberMark.Either => [asDecimal, asGroup],
            NumberMark.Point => [only == '.' ? asDecimal : asGroup],
            _ => [only == ',' ? asDecimal : asGroup],
        };
    }

    // Groups of three, or as in India two and at last three. Anything else is a date, a version or a list.
    private static bool IsGrouped(string[] groups) =>
        groups[0].Length is > 0 and <= 3 && groups[^1].Length == 3
        && (groups[1..^1].All(group => group.Length == 3) || groups[1..^1].All(group => group.Length == 2));

    private static string WithDecimal(string digits, char point, char group) => digits.Replace(group.ToString(), "", StringComparison.Ordinal).Replace(point, '.');
}
