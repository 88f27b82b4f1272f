using System.Buffers;
using System.Collections.Frozen;
using System.Runtime.CompilerServices;

namespace Groundwork.Language.Stemming;

/// <summary>The English stemmer of Snowball ("Porter2"; M. F. Porter, snowballstem.org/algorithms/english, as of version 2.2).</summary>
internal sealed class EnglishStemmer : IStemmer
{
    private static readonly SearchValues<char> s_vowels = SearchValues.Create("aeiouy");
    private static readonly SearchValues<char> s_vowelsAndWxy = SearchValues.Create("aeiouywxY");
    private static readonly SearchValues<char> s_beforeLi = SearchValues.Create("cdeghkmnrt");

    private static readonly FrozenDictionary<string, string> s_irregular = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["skis"] = "ski", ["skies"] = "sky", ["dying"] = "die", ["lying"] = "lie", ["tying"] = "tie", ["idly"] = "idl", ["gently"] = "gentl",
        ["ugly"] = "ugli", ["early"] = "earli", ["only"] = "onli", ["singly"] = "singl", ["sky"] = "sky", ["news"] = "news", ["howe"] = "howe",
        ["atlas"] = "atlas", ["cosmos"] = "cosmos", ["bias"] = "bias", ["andes"] = "andes",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> s_irregularBySpan =
        s_irregular.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> s_invariantAfterStep1A =
        new[] { "inning", "outing", "canning", "herring", "earring", "proceed", "exceed", "succeed" }
            .ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly Suffixes s_possessive = new("' 's 's'");
    private static readonly Suffixes s_step1A = new("sses", "ied ies", "s", "us ss");
    private static readonly Suffixes s_step1B = new("eed eedly", "ed edly ing ingly");
    private static readonly Suffixes s_step1BRepair = new("at bl iz", "bb dd ff gg mm nn pp rr tt");
    private static readonly Suffixes s_step2 = new(
        "tional", "enci", "anci", "abli", "entli", "izer ization", "ational ation ator", "alism aliti alli", "fulness", "ousli ousness",
        "iveness iviti", "biliti bli", "ogi", "fulli", "lessli", "li");
    private static readonly Suffixes s_step3 = new("tional", "ational", "alize", "icate iciti ical", "ful ness", "ative");
    private static readonly Suffixes s_step4 = new("al ance ence er ic able ible ant ement ment ent ism ate iti ous ive ize", "ion");

    private static readonly string[] s_step2By =
        ["tion", "ence", "ance", "able", "ent", "ize", "ate", "al", "ful", "ous", "ive", "ble", "og", "ful", "less", ""];

    private static readonly string[] s_step3By = ["tion", "ate", "al", "ic", "", ""];

    private int _r1;
    private int _r2;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Stem(StemWord word)
    {
        if (s_irregularBySpan.TryGetValue(word.Chars, out var irregular))
        {
            word.ReplaceEnd(word.Length, irregular);
            return;
        }

        if (word.Length < 3) return;
        var hasConsonantY = MarkConsonantY(word);
        MarkRegions(word);
        Step1A(word);
        if (!s_invariantAfterStep1A.Contains(word.Chars))
        {
            Step1B(word);
            Step1C(word);
            Step2(word);
            Step3(word);
            Step4(word);
            Step5(word);
        }

        for (var i = 0; hasConsonantY && i < word.Length; i++)
            if (word[i] == 'Y')
                word[i] = 'y';
    }

    private static bool MarkConsonantY(StemWord word)
    {
        if (word[0] == '\'') word.Replace(0, 1, []);
        var found = false;
        for (var i = 0; i < word.Length; i++)
        {
            if (word[i] != 'y' || (i > 0 && !s_vowels.Contains(word[i - 1]))) continue;
            word[i] = 'Y';
            found = true;
        }

        return found;
    }

    private void MarkRegions(StemWord word)
    {
        var chars = word.Chars;
        if (chars.StartsWith("gener")) _r1 = 5;
        else if (chars.StartsWith("commun")) _r1 = 6;
        else if (chars.StartsWith("arsen")) _r1 = 5;
        else _r1 = Regions.AfterVowelAndConsonant(chars, s_vowels, 0);
        _r2 = Regions.AfterVowelAndConsonant(chars, s_vowels, _r1);
    }

    private static void Step1A(StemWord word)
    {
        if (s_possessive.Find(word, 0, out _, out var length)) word.DropEnd(length);
        if (!s_step1A.Find(word, 0, out var group, out length)) return;
        switch (group)
        {
            case 0:
                word.DropEnd(2);
                break;
            case 1:
                word.ReplaceEnd(3, word.Length > 4 ? "i" : "ie");
                break;
            case 2 when word.Length > 2 && word.Chars[..^2].ContainsAny(s_vowels):
                word.DropEnd(1);
                break;
        }
    }

    private void Step1B(StemWord word)
    {
        if (!s_step1B.Find(word, 0, out var group, out var length)) return;
        if (group == 0)
        {
            if (word.Length - length >= _r1) word.ReplaceEnd(length, "ee");
            return;
        }

        if (!word.Chars[..^length].ContainsAny(s_vowels)) return;
        word.DropEnd(length);
        if (s_step1BRepair.Find(word, 0, out group, out _))
        {
            if (group == 0) word.ReplaceEnd(0, "e");
            else word.DropEnd(1);
        }
        else if (word.Length == _r1 && EndsInShortSyllable(word, word.Length))
        {
            word.ReplaceEnd(0, "e");
        }
    }

    private static void Step1C(StemWord word)
    {
        var last = word.Length - 1;
        if (last >= 2 && word[last] is 'y' or 'Y' && !s_vowels.Contains(word[last - 1])) word[last] = 'i';
    }

    private void Step2(StemWord word)
    {
        if (!s_step2.Find(word, 0, out var group, out var length)) return;
        var start = word.Length - length;
        if (start < _r1) return;
        if (group == 12 && !(start > 0 && word[start - 1] == 'l')) return;
        if (group == 15 && !(start > 0 && s_beforeLi.Contains(word[start - 1]))) return;
        word.ReplaceEnd(length, s_step2By[group]);
    }

    private void Step3(StemWord word)
    {
        if (!s_step3.Find(word, 0, out var group, out var length)) return;
        var start = word.Length - length;
        if (start < _r1 || (group == 5 && start < _r2)) return;
        word.ReplaceEnd(length, s_step3By[group]);
    }

    private void Step4(StemWord word)
    {
        if (!s_step4.Find(word, 0, out var group, out var length)) return;
        var start = word.Length - length;
        if (start < _r2) return;
        if (group == 1 && !(start > 0 && word[start - 1] is 's' or 't')) return;
        word.DropEnd(length);
    }

    private void Step5(StemWord word)
    {
        if (word.Length == 0) return;
        var last = word.Length - 1;
        if (word[last] == 'e')
        {
            if (last >= _r2 || (last >= _r1 && !EndsInShortSyllable(word, last))) word.DropEnd(1);
        }
        else if (word[last] == 'l' && last >= _r2 && last > 0 && word[last - 1] == 'l')
        {
            word.DropEnd(1);
        }
    }

    private static bool EndsInShortSyllable(StemWord word, int end)
    {
        if (end >= 3 && !s_vowelsAndWxy.Contains(word[end - 1]) && s_vowels.Contains(word[end - 2]) && !s_vowels.Contains(word[end - 3])) return true;
        return end == 2 && !s_vowels.Contains(word[1]) && s_vowels.Contains(word[0]);
    }
}
