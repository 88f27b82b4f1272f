using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace Groundwork.Language.Tests;

/// <summary>Texts that break naive code: many scripts, marks in odd places, lone surrogates, NUL, long runs.</summary>
internal static class HostileText
{
    private static readonly string[] s_pieces =
    [
        "a", "B", "z.", "Dr. ", "e.g.", "i.e. ", "word", "Word ", "don't", "l'eau ", "snake_case", "camelCase", "HTTPServer2", "3.14", "1,000 ",
        "12. ", ".", "!", "?", "…", "...", ";", ":", ",", "\"", "'", "’", "”", ")", "(", "[12]", "]", "-", "—", " ", "  ", "\n", "\n\n", "\r\n",
        "\r", "\t", "\u2028", "\u2029", "\u00A0", "\u200B", "\u200D", "\u200C", "\uFEFF", "\0", "\uD800", "\uDC00", "\uDFFF", "😀", "👨‍👩‍👧", "🇩🇪",
        "é", "e\u0301", "\u0301", "ß", "Ä", "İ", "ı", "ﬁ", "Ａ", "ｶﾞ", "한국어", "ไทยภาษา", "ສະບາຍດີ", "ភាសាខ្មែរ", "မြန်မာ", "漢字", "かな", "カタカナ",
        "。", "！", "？", "」", "「", "𠀀", "हिन्दी", "।", "العربية", "ـ", "َ", "؟", "۔", "עברית", "ש״ס", "Ελληνικά", "ς", "Русский", "ё", "й", "т. е. ",
        "\uFFFF", "\u0000\u0001", "ʼ", "·", "‿", "＿", "①", "½", "\u0345", "\U000E0001", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    ];

    public static Arbitrary<string> Any() =>
        Gen.OneOf(
                Gen.Elements(s_pieces),
                Gen.Choose(0, 0xFFFF).Select(c => ((char)c).ToString()),
                Gen.Choose(0x20, 0x17F).Select(c => ((char)c).ToString()))
            .ListOf()
            .Select(string.Concat)
            .ToArbitrary();

    /// <summary>Checks a property on many hostile texts; the seed and the escaped text are printed when it fails.</summary>
    public static void Check(Func<string, bool> property, int count = 2000) =>
        Prop.ForAll(Any(), text => property(text) ? true : throw new InvalidOperationException("It does not hold for " + Escaped(text)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(count).WithEndSize(60));

    private static string Escaped(string text) =>
        string.Concat(text.Select(c => c is >= ' ' and <= '~' and not '\\' ? c.ToString() : string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}")));
}
