using System.Buffers;

namespace Groundwork.Language.Stemming;

/// <summary>Removes plural and inflection endings from Dutch words and evens out the spelling they leave: doubled consonants, doubled
/// vowels, v for f and z for s (the first steps of the Dutch stemmer of Kraaij and Pohlmann as published with Snowball).</summary>
internal sealed class DutchLightStemmer : IStemmer
{
    private static readonly SearchValues<char> s_vowels = SearchValues.Create("aeiouyèéëïöüáíóú");

    public void Stem(StemWord word)
    {
        if (word.Length < 4) return;
        var r1 = Math.Max(3, Regions.AfterVowelAndConsonant(word.Chars, s_vowels, 0));
        if (word.EndsWith("heden", r1)) word.ReplaceEnd(5, "heid");
        else if (word.EndsWith("ene", r1)) DropEn(word, 3);
        else if (word.EndsWith("en", r1)) DropEn(word, 2);
        else if (word.EndsWith("se", r1) && EndsInConsonant(word, 2)) word.DropEnd(2);
        else if (word.EndsWith("s", r1) && EndsInConsonant(word, 1)) word.DropEnd(1);
        if (word.EndsWith("e", r1) && EndsInConsonant(word, 1))
        {
            word.DropEnd(1);
            Undouble(word);
        }

        ShortenVowel(word);
        if (word.EndsWith("v")) word.ReplaceEnd(1, "f");
        else if (word.EndsWith("z")) word.ReplaceEnd(1, "s");
    }

    private static void DropEn(StemWord word, int length)
    {
        if (!EndsInConsonant(word, length) || word.Chars[..^length].EndsWith("gem")) return;
        word.DropEnd(length);
        Undouble(word);
    }

    // An s or j before the ending belongs to it often enough to keep the word as it is.
    private static bool EndsInConsonant(StemWord word, int before)
    {
        var at = word.Length - before - 1;
        return at >= 0 && !s_vowels.Contains(word[at]) && word[at] != 'j';
    }

    private static void Undouble(StemWord word)
    {
        var last = word.Length - 1;
        if (last > 1 && word[last] == word[last - 1] && !s_vowels.Contains(word[last])) word.DropEnd(1);
    }

    // maan becomes man, as manen did.
    private static void ShortenVowel(StemWord word)
    {
        var last = word.Length - 1;
        if (last < 3 || s_vowels.Contains(word[last]) || s_vowels.Contains(word[last - 3])) return;
        if (word[last - 1] == word[last - 2] && word[last - 1] is 'a' or 'e' or 'o' or 'u') word.Replace(last - 1, 1, []);
    }
}
