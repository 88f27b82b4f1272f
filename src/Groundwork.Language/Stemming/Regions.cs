using System.Buffers;

namespace Groundwork.Language.Stemming;

/// <summary>The regions of a word in which Snowball's rules may act; each is the index where the region begins.</summary>
internal static class Regions
{
    /// <summary>The index behind the first non-vowel that follows a vowel, at or after <paramref name="from"/>; the length when there is none.</summary>
    public static int AfterVowelAndConsonant(ReadOnlySpan<char> word, SearchValues<char> vowels, int from)
    {
        if (from >= word.Length) return word.Length;
        var vowel = word[from..].IndexOfAny(vowels);
        if (vowel < 0) return word.Length;
        var consonant = word[(from + vowel)..].IndexOfAnyExcept(vowels);
        return consonant < 0 ? word.Length : from + vowel + consonant + 1;
    }

    /// <summary>RV of Spanish: it depends on the kind of the first two letters.</summary>
    public static int SpanishVerb(ReadOnlySpan<char> word, SearchValues<char> vowels)
    {
        if (word.Length < 3) return word.Length;
        var firstIsVowel = vowels.Contains(word[0]);
        var secondIsVowel = vowels.Contains(word[1]);
        if (!firstIsVowel && secondIsVowel) return 3;
        var mark = secondIsVowel ? word[2..].IndexOfAnyExcept(vowels) : word[2..].IndexOfAny(vowels);
        return mark < 0 ? word.Length : mark + 3;
    }
}
