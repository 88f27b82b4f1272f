using System.Buffers;

namespace Groundwork.Language.Stemming;

/// <summary>The German stemmer of Snowball (snowballstem.org/algorithms/german, as of version 2.2).</summary>
internal sealed class GermanStemmer : IStemmer
{
    private static readonly SearchValues<char> s_vowels = SearchValues.Create("aeiouyäöü");
    private static readonly SearchValues<char> s_beforeS = SearchValues.Create("bdfghklmnrt");
    private static readonly SearchValues<char> s_beforeSt = SearchValues.Create("bdfghklmnt");

    private static readonly Suffixes s_step1 = new("em ern er", "e en es", "s");
    private static readonly Suffixes s_step2 = new("en er est", "st");
    private static readonly Suffixes s_step3 = new("end ung", "ig ik isch", "lich heit", "keit");

    public void Stem(StemWord word)
    {
        MarkConsonants(word);
        var (r1, r2) = (word.Length, word.Length);
        if (word.Length >= 3)
        {
            r1 = Regions.AfterVowelAndConsonant(word.Chars, s_vowels, 0);
            r2 = Regions.AfterVowelAndConsonant(word.Chars, s_vowels, r1);
            r1 = Math.Max(r1, 3);
        }

        Step1(word, r1);
        Step2(word, r1);
        Step3(word, r1, r2);
        for (var i = 0; i < word.Length; i++)
            word[i] = word[i] switch { 'Y' => 'y', 'U' or 'ü' => 'u', 'ä' => 'a', 'ö' => 'o', var c => c };
    }

    private static void MarkConsonants(StemWord word)
    {
        for (var i = word.Length - 1; i >= 0; i--)
            if (word[i] == 'ß')
                word.Replace(i, 1, "ss");
        for (var i = 1; i + 1 < word.Length; i++)
            if (word[i] is 'u' or 'y' && s_vowels.Contains(word[i - 1]) && s_vowels.Contains(word[i + 1]))
                word[i] = char.ToUpperInvariant(word[i]);
    }

    private static void Step1(StemWord word, int r1)
    {
        if (!s_step1.Find(word, 0, out var group, out var length)) return;
        var start = word.Length - length;
        if (start < r1) return;
        if (group == 2 && !(start > 0 && s_beforeS.Contains(word[start - 1]))) return;
        word.DropEnd(length);
        if (group == 1 && word.EndsWith("niss")) word.DropEnd(1);
    }

    private static void Step2(StemWord word, int r1)
    {
        if (!s_step2.Find(word, 0, out var group, out var length)) return;
        var start = word.Length - length;
        if (start < r1) return;
        if (group == 1 && !(start > 3 && s_beforeSt.Contains(word[start - 1]))) return;
        word.DropEnd(length);
    }

    private static void Step3(StemWord word, int r1, int r2)
    {
        if (!s_step3.Find(word, 0, out var group, out var length)) return;
        var start = word.Length - length;
        if (start < r2 || (group == 1 && EndsInE(word, start))) return;
        word.DropEnd(length);
        switch (group)
        {
            case 0:
                if (word.EndsWith("ig", r2) && !EndsInE(word, word.Length - 2)) word.DropEnd(2);
                break;
            case 2:
                if (word.EndsWith("er", r1) || word.EndsWith("en", r1)) word.DropEnd(2);
                break;
            case 3:
                if (word.EndsWith("lich")) DropIn(word, 4, r2);
                else if (word.EndsWith("ig")) DropIn(word, 2, r2);
                break;
        }
    }

    private static bool EndsInE(StemWord word, int end) => end > 0 && word[end - 1] == 'e';

    private static void DropIn(StemWord word, int count, int region)
    {
        if (word.Length - count >= region) word.DropEnd(count);
    }
}
