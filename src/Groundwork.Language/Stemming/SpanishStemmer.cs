using System.Buffers;

namespace Groundwork.Language.Stemming;

/// <summary>The Spanish stemmer of Snowball (snowballstem.org/algorithms/spanish, as of version 2.2).</summary>
internal sealed class SpanishStemmer : IStemmer
{
    private static readonly SearchValues<char> s_vowels = SearchValues.Create("aeiouáéíóúü");

    private static readonly Suffixes s_pronoun = new("me se sela selo selas selos la le lo las les los nos");
    private static readonly Suffixes s_beforePronoun = new("iéndo", "ándo", "ár", "ér", "ír", "ando iendo ar er ir", "yendo");
    private static readonly string[] s_withoutAccent = ["iendo", "ando", "ar", "er", "ir"];

    private static readonly Suffixes s_standard = new(
        "anza anzas ico ica icos icas ismo ismos able ables ible ibles ista istas oso osa osos osas amiento amientos imiento imientos",
        "adora ador ación adoras adores aciones ante antes ancia ancias",
        "logía logías",
        "ución uciones",
        "encia encias",
        "amente",
        "mente",
        "idad idades",
        "iva ivo ivas ivos");

    private static readonly Suffixes s_beforeAmente = new("iv", "os ic ad");
    private static readonly Suffixes s_beforeMente = new("ante able ible");
    private static readonly Suffixes s_beforeIdad = new("abil ic iv");
    private static readonly Suffixes s_yVerb = new("ya ye yan yen yeron yendo yo yó yas yes yais yamos");

    private static readonly Suffixes s_verb = new(
        "en es éis emos",
        "arían arías arán arás aríais aría aréis aríamos aremos ará aré erían erías erán erás eríais ería eréis eríamos eremos erá eré "
        + "irían irías irán irás iríais iría iréis iríamos iremos irá iré aba ada ida ía ara iera ad ed id ase iese aste iste an aban ían "
        + "aran ieran asen iesen aron ieron ado ido ando iendo ió ar er ir as abas adas idas ías aras ieras ases ieses ís áis abais íais "
        + "arais ierais aseis ieseis asteis isteis ados idos amos ábamos íamos imos áramos iéramos iésemos ásemos");

    private static readonly Suffixes s_residual = new("os a o á í ó", "e é");

    private int _rv;
    private int _r1;
    private int _r2;

    public void Stem(StemWord word)
    {
        _rv = Regions.SpanishVerb(word.Chars, s_vowels);
        _r1 = Regions.AfterVowelAndConsonant(word.Chars, s_vowels, 0);
        _r2 = Regions.AfterVowelAndConsonant(word.Chars, s_vowels, _r1);
        AttachedPronoun(word);
        if (!StandardSuffix(word) && !YVerbSuffix(word)) VerbSuffix(word);
        Residual(word);
        for (var i = 0; i < word.Length; i++)
            word[i] = word[i] switch { 'á' => 'a', 'é' => 'e', 'í' => 'i', 'ó' => 'o', 'ú' => 'u', var c => c };
    }

    private void AttachedPronoun(StemWord word)
    {
        if (!s_pronoun.Find(word, 0, out _, out var pronoun)) return;
        word.DropEnd(pronoun);
        var found = s_beforePronoun.Find(word, 0, out var group, out var length);
        var start = word.Length - length;
        var isVerb = found && start >= _rv && (group != 6 || (start > 0 && word[start - 1] == 'u'));
        if (!isVerb) word.TakeBack(pronoun);
        else if (group < s_withoutAccent.Length) word.ReplaceEnd(length, s_withoutAccent[group]);
    }

    private bool StandardSuffix(StemWord word)
    {
        if (!s_standard.Find(word, 0, out var group, out var length)) return false;
        if (word.Length - length < (group == 5 ? _r1 : _r2)) return false;
        var replacement = group switch { 2 => "log", 3 => "u", 4 => "ente", _ => string.Empty };
        word.ReplaceEnd(length, replacement);
        switch (group)
        {
            case 1:
                DropInR2(word, "ic");
                break;
            case 5 when s_beforeAmente.Find(word, 0, out var before, out length) && word.Length - length >= _r2:
                word.DropEnd(length);
                if (before == 0) DropInR2(word, "at");
                break;
            case 6 when s_beforeMente.Find(word, 0, out _, out length) && word.Length - length >= _r2:
            case 7 when s_beforeIdad.Find(word, 0, out _, out length) && word.Length - length >= _r2:
                word.DropEnd(length);
                break;
            case 8:
                DropInR2(word, "at");
                break;
        }

        return true;
    }

    private bool YVerbSuffix(StemWord word)
    {
        if (!s_yVerb.Find(word, _rv, out _, out var length)) return false;
        var before = word.Length - length - 1;
        if (before < 0 || word[before] != 'u') return false;
        word.DropEnd(length);
        return true;
    }

    private void VerbSuffix(StemWord word)
    {
        if (!s_verb.Find(word, _rv, out var group, out var length)) return;
        word.DropEnd(length);
        if (group == 0 && word.EndsWith("gu")) word.DropEnd(1);
    }

    private void Residual(StemWord word)
    {
        if (!s_residual.Find(word, 0, out var group, out var length) || word.Length - length < _rv) return;
        word.DropEnd(length);
        if (group == 1 && word.EndsWith("gu") && word.Length - 1 >= _rv) word.DropEnd(1);
    }

    private void DropInR2(StemWord word, string suffix)
    {
        if (word.EndsWith(suffix, _r2)) word.DropEnd(suffix.Length);
    }
}
