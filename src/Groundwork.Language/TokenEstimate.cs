namespace Groundwork.Language;

/// <summary>How many tokens a language model would see in a text, without a model's tokenizer.</summary>
/// <remarks>
/// A model of byte-pair encoders: a Latin word of up to eight letters is one token and every three letters more another; a letter
/// outside ASCII costs extra; digits go in groups of three; a mark of punctuation is one, a line of the same mark one for every eight;
/// a space before a word is free; letters of other scripts have a price each, an ideograph one. Compared with the encodings
/// cl100k_base and o200k_base on encyclopedia paragraphs and the Universal Declaration of Human Rights: English and Markdown 4 to 12 %
/// too many, C# 20 % too many; western European languages, Russian, Chinese and Japanese between the two counts or up to 15 % from
/// the nearer; Polish, Turkish and Finnish up to 25 % too few against o200k_base and 40 % against cl100k_base. For Arabic, Hebrew,
/// Greek, Hindi, Thai and Korean the two encodings differ by a factor of two to three, and the estimate lies between them.
/// Good for cutting and budgeting with a margin, not for billing.
/// </remarks>
public static class TokenEstimate
{
    // Prices are in hundredths of a token.
    private const int One = 100;
    private const int WholeWord = 8;
    private const int FurtherPiece = 3;

    /// <summary>Estimated tokens, ≥ 0; 0 only for text without content.</summary>
    /// <param name="text">Any text; white space alone has no content.</param>
    public static int Of(ReadOnlySpan<char> text)
    {
        var price = HundredthsOf(text, out var hasContent);
        return hasContent ? OfHundredths(price) : 0;
    }

    /// <summary>
    /// The estimate before rounding, in hundredths of a token, white space included. Where a text is cut beside white space, the hundredths of
    /// its parts add up to those of the whole.
    /// </summary>
    /// <param name="text">Any text.</param>
    public static long HundredthsOf(ReadOnlySpan<char> text) => HundredthsOf(text, out _);

    /// <summary>The estimate for a text with content whose hundredths are known.</summary>
    /// <param name="hundredths">See <see cref="HundredthsOf(ReadOnlySpan{char})"/>.</param>
    public static int OfHundredths(long hundredths) => (int)Math.Min(int.MaxValue, Math.Max(1, (hundredths + (One / 2)) / One));

    private static long HundredthsOf(ReadOnlySpan<char> text, out bool hasContent)
    {
        long price = 0;
        hasContent = false;
        var at = 0;
        while (at < text.Length)
        {
            var c = text[at];
            if (char.IsWhiteSpace(c))
            {
                price += WhiteSpace(text, ref at);
                continue;
            }

            hasContent = true;
            if (IsLatin(c)) price += Word(text, ref at);
            else if (char.IsAsciiDigit(c)) price += Digits(text, ref at);
            else if (c < 0x80) price += Marks(text, ref at);
            else price += Other(text, ref at);
        }

        return price;
    }

    private static bool IsLatin(char c) => char.IsAsciiLetter(c) || (c is >= '\u00C0' and < '\u0250' or >= '\u1E00' and < '\u1F00' && char.IsLetter(c));

    private static int Word(ReadOnlySpan<char> text, ref int at)
    {
        var start = at;
        var extra = 0;
        while (at < text.Length && IsLatin(text[at]))
        {
            // A capital after a small letter begins a new piece, as in camelCase.
            if (at > start && char.IsAsciiLetterUpper(text[at]) && char.IsAsciiLetterLower(text[at - 1])) break;
            if (text[at] >= 0x80) extra += text[at] >= 0x1E00 ? 120 : 60;
            at++;
        }

        var length = at - start;
        var isCapitals = length > 2 && !text[start..at].ContainsAnyInRange('a', 'z');
        var whole = isCapitals ? FurtherPiece : WholeWord;
        return (length <= whole ? One : One + ((length - whole + FurtherPiece - 1) / FurtherPiece * One)) + extra;
    }

    private static int Digits(ReadOnlySpan<char> text, ref int at)
    {
        var start = at;
        while (at < text.Length && char.IsAsciiDigit(text[at])) at++;
        return (at - start + 2) / 3 * One;
    }

    private static int Marks(ReadOnlySpan<char> text, ref int at)
    {
        var mark = text[at];
        var start = at;
        while (at < text.Length && text[at] == mark) at++;
        return (at - start + 7) / 8 * One;
    }

    // The first space belongs to the word behind it; line breaks and indents are tokens of their own.
    private static int WhiteSpace(ReadOnlySpan<char> text, ref int at)
    {
        var start = at;
        var breaks = false;
        while (at < text.Length && char.IsWhiteSpace(text[at])) breaks |= text[at++] is '\n' or '\r';
        var length = at - start;
        if (breaks) return length > 2 ? 2 * One : One;
        return length > 1 ? One : 0;
    }

    private static int Other(ReadOnlySpan<char> text, ref int at)
    {
        var start = at;
        var price = 0;
        while (at < text.Length && text[at] >= 0x80 && !char.IsWhiteSpace(text[at]) && !IsLatin(text[at]))
        {
            price += PriceOf(text[at]);
            at++;
        }

        // A short word of a small alphabet is still a token.
        return at > start ? Math.Max(One, price) : 0;
    }

    private static int PriceOf(char c) => c switch
    {
        < '\u02B0' => One,
        < '\u0370' => 60,
        < '\u0400' => 55,
        < '\u0530' => 36,
        < '\u0600' => 60,
        < '\u0780' => 52,
        < '\u1100' => 58,
        < '\u2000' => 80,
        < '\u3000' => One,
        < '\u3040' => One,
        < '\u3100' => 95,
        < '\uAC00' => One,
        < '\uD7B0' => 75,
        < '\uE000' => 120,
        _ => One,
    };
}
