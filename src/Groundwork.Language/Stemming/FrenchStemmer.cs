using System.Buffers;

namespace Groundwork.Language.Stemming;

/// <summary>The French stemmer of Snowball (snowballstem.org/algorithms/french, as of version 2.2).</summary>
internal sealed class FrenchStemmer : IStemmer
{
    private static readonly SearchValues<char> s_vowels = SearchValues.Create("aeiouyâàëéêèïîôûù");
    private static readonly SearchValues<char> s_keepsS = SearchValues.Create("aiouès");

    private static readonly Suffixes s_standard = new(
        "ance iqUe isme able iste eux ances iqUes ismes ables istes",
        "atrice ateur ation atrices ateurs ations",
        "logie logies",
        "usion ution usions utions",
        "ence ences",
        "ement ements",
        "ité ités",
        "if ive ifs ives",
        "eaux",
        "aux",
        "euse euses",
        "issement issements",
        "amment",
        "emment",
        "ment ments");

    private static readonly Suffixes s_beforeEment = new("iv", "eus", "abl iqU", "ièr Ièr");
    private static readonly Suffixes s_beforeIté = new("abil", "ic", "iv");

    private static readonly Suffixes s_iVerb = new(
        "îmes ît îtes i ie Ie ies ir ira irai iraIent irais irait iras irent irez iriez irions irons iront is issaIent issais issait "
        + "issant issante issantes issants isse issent isses issez issiez issions issons it");

    private static readonly Suffixes s_verb = new(
        "ions",
        "é ée ées és èrent er era erai eraIent erais erait eras erez eriez erions erons eront ez iez",
        "âmes ât âtes a ai aIent ais ait ant ante antes ants as asse assent asses assiez assions");

    private static readonly Suffixes s_residual = new("ion", "ier ière Ier Ière", "e");
    private static readonly Suffixes s_double = new("enn onn ett ell eill");

    private int _rv;
    private int _r1;
    private int _r2;

    public void Stem(StemWord word)
    {
        MarkConsonants(word);
        MarkRegions(word.Chars);
        if (StandardSuffix(word) || IVerbSuffix(word) || VerbSuffix(word))
        {
            if (word.EndsWith("Y")) word.ReplaceEnd(1, "i");
            else if (word.EndsWith("ç")) word.ReplaceEnd(1, "c");
        }
        else
        {
            Residual(word);
        }

        if (s_double.Find(word, 0, out _, out _)) word.DropEnd(1);
        RemoveAccent(word);
        UnmarkConsonants(word);
    }

    private static void MarkConsonants(StemWord word)
    {
        for (var i = 0; i < word.Length;)
        {
            var c = word[i];
            var next = i + 1 < word.Length ? word[i + 1] : '\0';
            var nextButOne = i + 2 < word.Length ? word[i + 2] : '\0';
            if (s_vowels.Contains(c) && (next == 'y' || (next is 'u' or 'i' && s_vowels.Contains(nextButOne))))
                word[i + 1] = char.ToUpperInvariant(next);
            else if (c == 'ë') word.Replace(i, 1, "He");
            else if (c == 'ï') word.Replace(i, 1, "Hi");
            else if (c == 'y' && s_vowels.Contains(next)) word[i] = 'Y';
            else if (c == 'q' && next == 'u') word[i + 1] = 'U';
            else i++;
        }
    }

    private void MarkRegions(ReadOnlySpan<char> word)
    {
        _rv = word.Length;
        if (word.Length >= 3 && s_vowels.Contains(word[0]) && s_vowels.Contains(word[1])) _rv = 3;
        else if (word.StartsWith("par") || word.StartsWith("col") || word.StartsWith("tap")) _rv = 3;
        else if (word.Length > 1 && word[1..].IndexOfAny(s_vowels) is >= 0 and var vowel) _rv = vowel + 2;
        _r1 = Regions.AfterVowelAndConsonant(word, s_vowels, 0);
        _r2 = Regions.AfterVowelAndConsonant(word, s_vowels, _r1);
    }

    // True only where verb endings are not to be tried any more; some rules change the word and still want them tried.
    private bool StandardSuffix(StemWord word)
    {
        if (!s_standard.Find(word, 0, out var group, out var length)) return false;
        var start = word.Length - length;
        switch (group)
        {
            case 0:
                return Replace(word, length, string.Empty, _r2);
            case 1:
                if (!Replace(word, length, string.Empty, _r2)) return false;
                DropOrReplace(word, "ic", "iqU");
                return true;
            case 2:
                return Replace(word, length, "log", _r2);
            case 3:
                return Replace(word, length, "u", _r2);
            case 4:
                return Replace(word, length, "ent", _r2);
            case 5:
                if (!Replace(word, length, string.Empty, _rv)) return false;
                BeforeEment(word);
                return true;
            case 6:
                if (!Replace(word, length, string.Empty, _r2)) return false;
                BeforeIté(word);
                return true;
            case 7:
                if (!Replace(word, length, string.Empty, _r2)) return false;
                if (word.EndsWith("at", _r2))
                {
                    word.DropEnd(2);
                    DropOrReplace(word, "ic", "iqU");
                }

                return true;
            case 8:
                word.ReplaceEnd(length, "eau");
                return true;
            case 9:
                return Replace(word, length, "al", _r1);
            case 10:
                return Replace(word, length, string.Empty, _r2) || Replace(word, length, "eux", _r1);
            case 11:
                if (start < _r1 || start == 0 || s_vowels.Contains(word[start - 1])) return false;
                word.DropEnd(length);
                return true;
            case 12:
                Replace(word, length, "ant", _rv);
                return false;
            case 13:
                Replace(word, length, "ent", _rv);
                return false;
            default:
                if (start > 0 && start - 1 >= _rv && s_vowels.Contains(word[start - 1])) word.DropEnd(length);
                return false;
        }
    }

    private void BeforeEment(StemWord word)
    {
        if (!s_beforeEment.Find(word, 0, out var group, out var length)) return;
        switch (group)
        {
            case 0:
                if (Replace(word, length, string.Empty, _r2) && word.EndsWith("at", _r2)) word.DropEnd(2);
                break;
            case 1:
                if (!Replace(word, length, string.Empty, _r2)) Replace(word, length, "eux", _r1);
                break;
            case 2:
                Replace(word, length, string.Empty, _r2);
                break;
            case 3:
                Replace(word, length, "i", _rv);
                break;
        }
    }

    private void BeforeIté(StemWord word)
    {
        if (!s_beforeIté.Find(word, 0, out var group, out var length)) return;
        if (Replace(word, length, string.Empty, _r2)) return;
        if (group == 0) word.ReplaceEnd(length, "abl");
        else if (group == 1) word.ReplaceEnd(length, "iqU");
    }

    private bool IVerbSuffix(StemWord word)
    {
        if (!s_iVerb.Find(word, _rv, out _, out var length)) return false;
        var before = word.Length - length - 1;
        if (before < _rv || word[before] == 'H' || s_vowels.Contains(word[before])) return false;
        word.DropEnd(length);
        return true;
    }

    private bool VerbSuffix(StemWord word)
    {
        if (!s_verb.Find(word, _rv, out var group, out var length)) return false;
        if (group == 0 && word.Length - length < _r2) return false;
        word.DropEnd(length);
        if (group == 2 && word.EndsWith("e", _rv)) word.DropEnd(1);
        return true;
    }

    private void Residual(StemWord word)
    {
        if (word.Length > 1 && word[word.Length - 1] == 's' && (word.EndsWith("His") || !s_keepsS.Contains(word[word.Length - 2]))) word.DropEnd(1);
        if (!s_residual.Find(word, _rv, out var group, out var length)) return;
        switch (group)
        {
            case 0:
                var before = word.Length - length - 1;
                if (before + 1 >= _r2 && before >= _rv && word[before] is 's' or 't') word.DropEnd(length);
                break;
            case 1:
                word.ReplaceEnd(length, "i");
                break;
            case 2:
                word.DropEnd(1);
                break;
        }
    }

    private static void RemoveAccent(StemWord word)
    {
        var last = word.Length - 1;
        while (last >= 0 && !s_vowels.Contains(word[last])) last--;
        if (last >= 0 && last < word.Length - 1 && word[last] is 'é' or 'è') word[last] = 'e';
    }

    private static void UnmarkConsonants(StemWord word)
    {
        for (var i = 0; i < word.Length; i++)
        {
            if (word[i] == 'H')
            {
                var next = i + 1 < word.Length ? word[i + 1] : '\0';
                if (next is 'e' or 'i') word.Replace(i, 2, next == 'e' ? "ë" : "ï");
                else word.Replace(i--, 1, []);
            }
            else if (word[i] is 'I' or 'U' or 'Y')
            {
                word[i] = char.ToLowerInvariant(word[i]);
            }
        }
    }

    private static bool Replace(StemWord word, int length, string with, int region)
    {
        if (word.Length - length < region) return false;
        word.ReplaceEnd(length, with);
        return true;
    }

    private void DropOrReplace(StemWord word, string suffix, string otherwise)
    {
        if (word.EndsWith(suffix)) word.ReplaceEnd(suffix.Length, word.Length - suffix.Length >= _r2 ? string.Empty : otherwise);
    }
}
