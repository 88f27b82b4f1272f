namespace Groundwork.Language.Tests;

public sealed class WordSplitterTests
{
    [Theory]
    [InlineData("The quick (\"brown\") fox can't jump 32.3 feet, right?", "The|quick|brown|fox|can't|jump|32.3|feet|right")]
    [InlineData("snake_case _ __init__ a.b.c example.com. SKU-4421 1,000;5", "snake_case|__init__|a.b.c|example.com|SKU|4421|1,000;5")]
    [InlineData("l’eau d'un C++ e.g. 6½ ① iPhone的", "l’eau|d'un|C|e.g|6|½|①|iPhone|的")]
    [InlineData("naïve cafe\u0301 Straße-Ende Ⅷ", "naïve|cafe\u0301|Straße|Ende|Ⅷ")]
    [InlineData("日本語のテキスト、東京。ﾃｷｽﾄ", "日本語のテキスト|東京|ﾃｷｽﾄ")]
    [InlineData("ภาษาไทย 12 ສະບາຍດີ ភាសាខ្មែរ မြန်မာစာ", "ภาษาไทย|12|ສະບາຍດີ|ភាសាខ្មែរ|မြန်မာစာ")]
    [InlineData("한국어 문장 हिन्दी में", "한국어|문장|हिन्दी|में")]
    [InlineData("ש״ס צה\"ל שלום", "ש״ס|צה\"ל|שלום")]
    [InlineData("العربيّة: مثال؟", "العربيّة|مثال")]
    [InlineData("😀 👨‍👩‍👧 \u0301 \u200D … — _ ' \uD800", "")]
    [InlineData("\uD840\uDC00\uD840\uDC01x", "\uD840\uDC00\uD840\uDC01|x")]
    public void Words_are_segments_with_letters_or_numbers(string text, string words) =>
        string.Join('|', WordSplitter.Split(text).Select(w => w.Of(text))).ShouldBe(words);

    [Fact]
    public void Words_ascend_and_cut_no_pair_and_leave_no_letter_out() =>
        HostileText.Check(text =>
        {
            var end = 0;
            foreach (var word in WordSplitter.Split(text).Append(new TextSpan(text.Length, 0)))
            {
                if (word.Start < end || !word.IsWithin(text.Length)) return false;
                if (text.AsSpan(end, word.Start - end).ToString().EnumerateRunes().Any(IsLetterOrDigit)) return false;
                if (word.Start > 0 && word.Start < text.Length && char.IsSurrogatePair(text[word.Start - 1], text[word.Start])) return false;
                end = word.End;
            }

            return true;
        });

    private static bool IsLetterOrDigit(System.Text.Rune rune) =>
        System.Text.Rune.IsLetterOrDigit(rune) && rune.Value is not (0xFF9E or 0xFF9F);

    [Fact]
    public void A_million_combining_marks_take_linear_time()
    {
        foreach (var piece in (string[])["\u0301", "a:\u0301", "a\u200D", "漢", "a.", "'\u0301", "\uD83C\uDDE9"])
            WordSplitter.Split(string.Concat(Enumerable.Repeat(piece, 1_000_000 / piece.Length))).ShouldNotBeNull();
    }
}
