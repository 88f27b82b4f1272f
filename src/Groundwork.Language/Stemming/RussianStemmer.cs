using System.Buffers;

namespace Groundwork.Language.Stemming;

/// <summary>The Russian stemmer of Snowball (snowballstem.org/algorithms/russian, as of version 2.2).</summary>
internal sealed class RussianStemmer : IStemmer
{
    private static readonly SearchValues<char> s_vowels = SearchValues.Create("аеиоуыэюя");

    // Group 0 wants а or я before it, group 1 stands alone.
    private static readonly Suffixes s_gerund = new("в вши вшись", "ив ивши ившись ыв ывши ывшись");
    private static readonly Suffixes s_adjective =
        new("ее ие ые ое ими ыми ей ий ый ой ем им ым ом его ого ему ому их ых ую юю ая яя ою ею");
    private static readonly Suffixes s_participle = new("ем нн вш ющ щ", "ивш ывш ующ");
    private static readonly Suffixes s_reflexive = new("ся сь");
    private static readonly Suffixes s_verb = new(
        "ла на ете йте ли й л ем н ло но ет ют ны ть ешь нно",
        "ила ыла ена ейте уйте ите или ыли ей уй ил ыл им ым ен ило ыло ено ят ует уют ит ыт ены ить ыть ишь ую ю");
    private static readonly Suffixes s_noun = new(
        "а ев ов ие ье е иями ями ами еи ии и ией ей ой ий й иям ям ием ем ам ом о у ах иях ях ы ь ию ью ю ия ья я");
    private static readonly Suffixes s_derivational = new("ост ость");
    private static readonly Suffixes s_tidy = new("ейш ейше", "н", "ь");

    public void Stem(StemWord word)
    {
        for (var i = 0; i < word.Length; i++)
            if (word[i] == 'ё')
                word[i] = 'е';

        var firstVowel = word.Chars.IndexOfAny(s_vowels);
        if (firstVowel < 0) return;
        var rv = firstVowel + 1;
        var r1 = Regions.AfterVowelAndConsonant(word.Chars, s_vowels, 0);
        var r2 = Regions.AfterVowelAndConsonant(word.Chars, s_vowels, r1);

        if (!Drop(word, s_gerund, rv))
        {
            if (s_reflexive.Find(word, rv, out _, out var reflexive)) word.DropEnd(reflexive);
            if (s_adjective.Find(word, rv, out _, out var adjective))
            {
                word.DropEnd(adjective);
                Drop(word, s_participle, rv);
            }
            else if (!Drop(word, s_verb, rv) && s_noun.Find(word, rv, out _, out var noun))
            {
                word.DropEnd(noun);
            }
        }

        if (word.EndsWith("и", rv)) word.DropEnd(1);
        if (s_derivational.Find(word, rv, out _, out var length) && word.Length - length >= r2) word.DropEnd(length);
        TidyUp(word, rv);
    }

    private static bool Drop(StemWord word, Suffixes suffixes, int rv)
    {
        if (!suffixes.Find(word, rv, out var group, out var length)) return false;
        var before = word.Length - length - 1;
        if (group == 0 && !(before >= rv && word[before] is 'а' or 'я')) return false;
        word.DropEnd(length);
        return true;
    }

    private static void TidyUp(StemWord word, int rv)
    {
        if (!s_tidy.Find(word, rv, out var group, out var length)) return;
        if (group == 1)
        {
            if (word.EndsWith("нн", rv)) word.DropEnd(1);
            return;
        }

        word.DropEnd(length);
        if (group == 0 && word.EndsWith("нн", rv)) word.DropEnd(1);
    }
}
