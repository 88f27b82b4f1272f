using System.Globalization;
using System.Text;
using Groundwork.Language;

namespace Groundwork.Knowledge.Answering.Claims;

/// <summary>Reads the numbers of a text: digits of any script with separators, units, multipliers ("3 million", "10k"), and small number words. Digits within an identifier are none. Linear.</summary>
internal static class QuantityReader
{
    // No number that a sentence states is longer; the rest of a run of digits is read as the next number.
    private const int MostCharacters = 40;

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
                if (NumberWords.Find(language.Code, text[at..end].ToLowerInvariant()) is { } value && !IsPartOfLongerNumber(text, at, end, language))
                    found.Add(new Quantity([value.ToString(CultureInfo.InvariantCulture)], Behind(text, end).Unit, TextSpan.FromBounds(at, end)));
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
        var behind = Behind(text, span.End);
        var factor = Units.FactorOf(behind.Word);
        if (factor == 1 && span.End < text.Length && text[span.End] is 'k' or 'K' or 'M' && (span.End + 1 == text.Length || !IsPartOfWord(text[span.End + 1])))
            factor = text[span.End] is 'M' ? 1_000_000 : 1_000;
        if (factor != 1) values = [.. values.Select(value => Times(value, factor))];
        var unit = behind.Unit;
        if (unit is null && span.Start > 0 && text[span.Start - 1] is '$' or '€' or '£') unit = Units.Find(text.AsSpan(span.Start - 1, 1));
        return new Quantity(values, unit, span);
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

    private static (string Word, string? Unit) Behind(string text, int at)
    {
        if (at < text.Length && text[at] is ' ' or '\u00A0' or '\u202F' or '-' or '‑') at++;
        if (at >= text.Length) return ("", null);
        if (!char.IsLetter(text[at]) || !IsPartOfWord(text[at])) return ("", Units.Find(text.AsSpan(at, Math.Min(2, text.Length - at))));
        var word = text[at..EndOfWord(text, at)].ToLowerInvariant();
        return (word, Units.Find(word));
    }

    // "Twenty-five", "two hundred": what one of the words alone says is not the number.
    private static bool IsPartOfLongerNumber(string text, int start, int end, LanguageCode language)
    {
        if ((start > 0 && text[start - 1] == '-') || (end < text.Length && text[end] == '-' && end + 1 < text.Length && NumberWords.Find(language.Code, text[(end + 1)..EndOfWord(text, end + 1)].ToLowerInvariant()) is not null)) return true;
        var next = Behind(text, end).Word;
        return next.Length > 0 && (Units.FactorOf(next) != 1 || next is "hundred" or "hundert" or "cien" or "cent" or "сот");
    }

    private static int EndOfWord(string text, int at)
    {
        while (at < text.Length && IsPartOfWord(text[at])) at++;
        return at;
    }

    // Ideographs and kana stand beside digits without a space.
    private static bool IsPartOfWord(char c) => c is < '\u2E80' or > '\uD7FF' && (char.IsLetterOrDigit(c) || c == '_' || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark);
}
