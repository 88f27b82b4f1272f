using System.Buffers;
using Groundwork.Language.Detection;

namespace Groundwork.Language;

/// <summary>Tells the language of a text from the text itself.</summary>
/// <remarks>
/// Code is left out: addresses, `quoted` code, words with digits, underscores or inner capitals. Then the script: most scripts stand for one language, kana make Han Japanese, and letters of their own tell Urdu and Persian from
/// Arabic. Last, for Latin (en de es fr it pt nl pl cs sv da nb fi tr ro hu vi id ca) and Cyrillic (ru uk bg), naive Bayes over letters,
/// pairs, triples and frequent words. A language of these alphabets outside the list is taken for its nearest relative; Hindi stands for
/// all of Devanagari. A few words are enough for most questions; a name alone is a guess, and its confidence says so. Safe for concurrent use.
/// </remarks>
public static class LanguageDetector
{
    private const int LongestSample = 4000;

    // Latin words stand in texts of every script, as names and terms; the reverse is rare. And an ideograph says as much as a word.
    private const int WeightOfIdeograph = 6;
    private const int WeightBeyondLatin = 2;

    private static readonly SearchValues<char> s_urdu = SearchValues.Create("ٹڈڑںےہھۓ");
    private static readonly SearchValues<char> s_persian = SearchValues.Create("پچژگیک");

    /// <summary>The most likely language.</summary>
    /// <param name="text">Any text; only its first few thousand characters are looked at.</param>
    /// <returns><see cref="LanguageCode.Undetermined"/> with confidence 0 for a text without letters; otherwise a language and the
    /// share of the winner among the languages of the script, times the share of the script among the letters.</returns>
    public static LanguageGuess Detect(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Span<char> prose = stackalloc char[Math.Min(text.Length, LongestSample)];
        text.AsSpan(0, prose.Length).CopyTo(prose);
        Prose.BlankOutCode(prose);
        Span<int> letters = stackalloc int[Scripts.Count];
        var total = CountLetters(prose, letters);
        ReadOnlySpan<char> sample = prose;
        if (total == 0)
        {
            // Nothing but code: then the names in it are all there is.
            sample = text.AsSpan(0, prose.Length);
            total = CountLetters(sample, letters);
        }

        if (total == 0) return new LanguageGuess(LanguageCode.Undetermined, 0);

        // Japanese mixes kana with Han, Chinese does not.
        if (letters[(int)Script.Kana] * 12 >= letters[(int)Script.Han])
        {
            letters[(int)Script.Kana] += letters[(int)Script.Han];
            letters[(int)Script.Han] = 0;
        }

        var main = Script.Latin;
        for (var script = 1; script < letters.Length; script++)
            if (letters[script] > letters[(int)main])
                main = (Script)script;
        var share = (double)letters[(int)main] / total;
        if (Scripts.OnlyLanguageOf(main) is { } only) return new LanguageGuess(only, share);
        var guess = main == Script.Arabic ? OfArabicScript(sample) : AlphabetGuess.Of(sample, main);
        return guess with { Confidence = guess.Confidence * share };
    }

    private static int CountLetters(ReadOnlySpan<char> text, Span<int> letters)
    {
        letters.Clear();
        foreach (var c in text)
        {
            var script = Scripts.Of(c);
            letters[(int)script] += script switch
            {
                Script.Latin => 1,
                Script.Han or Script.Kana or Script.Hangul => WeightOfIdeograph,
                _ => WeightBeyondLatin,
            };
        }

        letters[(int)Script.None] = 0;
        var total = 0;
        foreach (var count in letters) total += count;
        return total;
    }

    // Urdu has retroflex letters and its own heh and yeh; Persian has four letters, and its own yeh and kaf.
    private static LanguageGuess OfArabicScript(ReadOnlySpan<char> text)
    {
        var (urdu, persian, all) = (0, 0, 0);
        foreach (var c in text)
        {
            if (Scripts.Of(c) != Script.Arabic) continue;
            all++;
            if (s_urdu.Contains(c)) urdu++;
            else if (s_persian.Contains(c)) persian++;
        }

        if (urdu * 25 >= all) return new LanguageGuess(new LanguageCode("ur"), 0.95);
        return persian * 25 >= all
            ? new LanguageGuess(new LanguageCode("fa"), 0.95)
            : new LanguageGuess(new LanguageCode("ar"), 0.95);
    }
}
