using System.Globalization;
using System.Text;
using Groundwork.Language;

namespace Groundwork.Knowledge.Answering.Claims;

/// <summary>Reads the numbers of a text: digits of any script with separators, units, multipliers ("3 million", "10k"), and numbers up to 999 as words. Digits within an identifier are none. Linear.</summary>
internal static class QuantityReader
{
    // No number that a sentence states is longer; the rest of a run of digits is read as the next number.
    private const int MostCharacters = 40;

    private static readonly HashSet<string> BeforeUnits = new(StringComparer.Ordinal) { "more", "full", "whole", "extra", "additional", "further", "consecutive", "business", "working", "calendar", "degrees", "degree", "grad", "grados", "degrés", "gradi", "graus", "us", "swiss" };

    public static IReadOnlyList<Quantity> Read(string text, LanguageCode language)
    {
        var found = new List<Quantity>();
        for (var at = 0; at < text.Length;)
        {
            if (char.IsDigit(text[at]) && (at == 0 || !IsPartOfWord(text[at - 1])))
            {
                var end = EndOfNumber(text, at);
                found.Add(Numeral(text, TextSpan.FromBounds(at, end)));
                at = end;
            }
            else if (char.IsLetter(text[at]) && IsPartOfWord(text[at]) && (at == 0 || !IsPartOfWord(text[at - 1])))
            {
                var end = EndOfWord(text, at);
                if (InWords(text, at, language) is { } said)
                {
                    found.Add(said);
                    end = said.Span.End;
                }

                at = end;
            }
            else
            {
                at++;
            }
        }

        return found;
    }

    private static Quantity Numeral(string text, TextSpan span)
    {
        var values = ValuesOf(Ascii(text, span));
        var money = MoneyBefore(text, span.Start);
        var (factor, from) = FactorBehind(text, span.End, isMoney: money is not null);
        if (factor != 1) values = [.. values.Select(value => Times(value, factor))];
        if (IsNegative(text, span.Start)) values = [.. values.Select(value => value is "0" ? value : "-" + value)];
        var behind = Behind(text, from);
        return new Quantity(values, money ?? behind.Unit, span, behind.Span);
    }

    // The most words that are one number together: "two hundred and five", "twenty-five", "drei Millionen".
    private static Quantity? InWords(string text, int start, LanguageCode language)
    {
        if (start > 0 && text[start - 1] is '-' or '‑') return null;
        var words = new StringBuilder();
        (int Value, int End)? best = null;
        var at = start;
        for (var count = 0; count < NumberWords.MostWords && at < text.Length && char.IsLetter(text[at]) && IsPartOfWord(text[at]); count++)
        {
            var end = EndOfWord(text, at);
            if (end - at > MostCharacters) break;
            if (count > 0) words.Append(' ');
            words.Append(text[at..end].ToLowerInvariant());
            if (NumberWords.Find(language.Code, words.ToString()) is { } value) best = (value, end);
            if (end + 1 >= text.Length || text[end] is not (' ' or '-' or '‑' or '\u00A0')) break;
            at = end + 1;
        }

        if (best is not { } number) return null;
        var (factor, from) = FactorBehind(text, number.End, isMoney: false);
        var behind = Behind(text, from);
        return new Quantity([Times(number.Value.ToString(CultureInfo.InvariantCulture), factor)], behind.Unit, TextSpan.FromBounds(start, number.End), behind.Span);
    }

    // "3 million", "10k", "$5m".
    private static (decimal Factor, int From) FactorBehind(string text, int at, bool isMoney)
    {
        var start = at < text.Length && text[at] is ' ' or '\u00A0' or '\u202F' or '-' or '‑' ? at + 1 : at;
        if (start >= text.Length || !char.IsLetter(text[start]) || !IsPartOfWord(text[start])) return (1, at);
        var end = EndOfWord(text, start);
        var factor = Units.FactorOf(text[start..end].ToLowerInvariant());
        if (factor == 1 && start == at && end == at + 1)
            factor = text[at] switch { 'k' or 'K' => 1_000, 'M' => 1_000_000, 'm' when isMoney => 1_000_000, _ => 1 };
        return factor == 1 ? (1, at) : (factor, end);
    }

    // "$5", "CHF 5", "USD 5".
    private static string? MoneyBefore(string text, int start)
    {
        if (start > 0 && text[start - 1] is '$' or '€' or '£' or '¥') return Units.Find(text[(start - 1)..start]);
        if (start < 4 || text[start - 1] is not (' ' or '\u00A0')) return null;
        return text[(start - 4)..(start - 1)] is "USD" or "EUR" or "GBP" or "CHF" or "JPY" && (start == 4 || !IsPartOfWord(text[start - 5])) ? text[(start - 4)..(start - 1)] : null;
    }

    // "-5", "−5", "minus 5"; "5-10" and "5 -10" are ranges, and "x-5" is a name.
    private static bool IsNegative(string text, int start)
    {
        if (start > 0 && text[start - 1] is '-' or '−')
            return start == 1 || text[start - 2] is '(' or '[' or '|' or '"' or '=' or '<' or '>' || (char.IsWhiteSpace(text[start - 2]) && (start < 3 || !char.IsDigit(text[start - 3])));
        return start >= 6 && text[start - 1] is ' ' or '\u00A0' && text.AsSpan(start - 6, 5).Equals("minus", StringComparison.OrdinalIgnoreCase) && (start == 6 || !IsPartOfWord(text[start - 7]));
    }

    // Digits, with single separators between them; a plain space only before groups of three.
    private static int EndOfNumber(string text, int start)
    {
        var at = start;
        while (at < text.Length && at - start < MostCharacters)
        {
            if (char.IsDigit(text[at])) at++;
            else if (text[at] is '.' or ',' or '\'' or '’' or '٫' or '٬' && at + 1 < text.Length && char.IsDigit(text[at + 1])) at++;
            else if (text[at] is ' ' or '\u00A0' or '\u202F' && at - start <= 11 && IsGroup(text, at + 1) && FirstGroup(text, start) <= 3) at++;
            else break;
        }

        return at;
    }

    private static int FirstGroup(string text, int start)
    {
        var at = start;
        while (at < text.Length && char.IsDigit(text[at])) at++;
        return at - start;
    }

    private static bool IsGroup(string text, int at) =>
        at + 3 <= text.Length && char.IsDigit(text[at]) && char.IsDigit(text[at + 1]) && char.IsDigit(text[at + 2]) && (at + 3 == text.Length || !IsPartOfWord(text[at + 3]));

    private static string Ascii(string text, TextSpan span)
    {
        var ascii = new StringBuilder(span.Length);
        foreach (var c in text.AsSpan(span.Start, span.Length))
            ascii.Append(char.IsDigit(c) ? (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(c)) : c switch { '٫' => '.', '٬' => ',', _ => c });
        return ascii.ToString();
    }

    private static string[] ValuesOf(string number)
    {
        number = number.Replace(" ", "", StringComparison.Ordinal).Replace("\u00A0", "", StringComparison.Ordinal).Replace("\u202F", "", StringComparison.Ordinal)
            .Replace("'", "", StringComparison.Ordinal).Replace("’", "", StringComparison.Ordinal);
        var (points, commas) = (number.Count(c => c == '.'), number.Count(c => c == ','));
        if (points + commas == 0) return [Plain(number)];
        if (points > 0 && commas > 0)
        {
            var mark = number.LastIndexOf('.') > number.LastIndexOf(',') ? '.' : ',';
            var isDecimal = (mark == '.' ? points : commas) == 1;
            return [Plain(string.Concat(number.Where((c, i) => char.IsAsciiDigit(c) || (isDecimal && i == number.LastIndexOf(mark))).Select(c => char.IsAsciiDigit(c) ? c : '.')))];
        }

        var parts = number.Split('.', ',');
        var isGrouped = parts[0].Length <= 3 && parts.Skip(1).All(part => part.Length == 3) && parts[0] is not "0";
        if (parts.Length > 2) return [isGrouped ? Plain(string.Concat(parts)) : number];
        return isGrouped ? [Plain(string.Concat(parts)), Plain(parts[0] + "." + parts[1])] : [Plain(parts[0] + "." + parts[1])];
    }

    private static string Plain(string number)
    {
        if (number.Contains('.', StringComparison.Ordinal)) number = number.TrimEnd('0').TrimEnd('.');
        number = number.TrimStart('0');
        return number.Length == 0 ? "0" : number[0] == '.' ? "0" + number : number;
    }

    private static string Times(string value, decimal factor)
    {
        // Twelve digits leave room for every factor.
        if (value.Length > 12 || !decimal.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) return value;
        return Plain((number * factor).ToString(CultureInfo.InvariantCulture));
    }

    private static (TextSpan Span, string? Unit) Behind(string text, int at)
    {
        if (at < text.Length && text[at] is ' ' or '\u00A0' or '\u202F' or '-' or '‑') at++;
        if (at >= text.Length) return (default, null);
        if (!char.IsLetter(text[at]) || !IsPartOfWord(text[at])) return (default, Units.Find(text[at..Math.Min(at + 2, text.Length)]));
        var word = TextSpan.FromBounds(at, EndOfWord(text, at));
        if (Units.Find(word.Of(text)) is { } unit) return (word, unit);

        // "5 more seconds", "20 degrees Celsius".
        if (!BeforeUnits.Contains(word.Of(text).ToLowerInvariant()) || word.End + 1 >= text.Length || text[word.End] is not (' ' or '-' or '\u00A0') || !char.IsLetter(text[word.End + 1])) return (word, null);
        var next = TextSpan.FromBounds(word.End + 1, EndOfWord(text, word.End + 1));
        return next.Length > 0 && Units.Find(next.Of(text)) is { } second ? (next, second) : (word, null);
    }

    private static int EndOfWord(string text, int at)
    {
        while (at < text.Length && IsPartOfWord(text[at])) at++;
        return at;
    }

    // Ideographs and kana stand beside digits without a space.
    private static bool IsPartOfWord(char c) => c is < '\u2E80' or > '\uD7FF' && (char.IsLetterOrDigit(c) || c == '_' || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark);
}
