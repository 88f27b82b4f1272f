using System.Globalization;
using System.Text;

namespace Groundwork.Documents.Readers.Packages;

/// <summary>Writes the number of a list item as a word processor shows it.</summary>
internal static class ListNumber
{
    private static readonly (int Value, string Sign)[] s_roman =
        [(1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")];

    /// <summary>1, 2, 3 for the styles not known here.</summary>
    public static string Write(int number, ListNumberStyle style) => style switch
    {
        ListNumberStyle.LowerLetter => Letters(number),
        ListNumberStyle.UpperLetter => Letters(number).ToUpperInvariant(),
        ListNumberStyle.LowerRoman => Roman(number),
        ListNumberStyle.UpperRoman => Roman(number).ToUpperInvariant(),
        ListNumberStyle.TwoDigits => number.ToString("00", CultureInfo.InvariantCulture),
        _ => number.ToString(CultureInfo.InvariantCulture),
    };

    // After z comes aa, after zz aaa, as Word counts.
    private static string Letters(int number) =>
        number is < 1 or > 26 * 20 ? number.ToString(CultureInfo.InvariantCulture) : new string((char)('a' + ((number - 1) % 26)), ((number - 1) / 26) + 1);

    private static string Roman(int number)
    {
        if (number is < 1 or > 3999) return number.ToString(CultureInfo.InvariantCulture);
        var text = new StringBuilder();
        foreach (var (value, sign) in s_roman)
            for (; number >= value; number -= value)
                text.Append(sign);
        return text.ToString();
    }
}
