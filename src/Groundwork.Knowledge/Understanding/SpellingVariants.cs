namespace Groundwork.Knowledge.Understanding;

/// <summary>The strings that one slip makes of a word: a letter left out, added, replaced, or two neighbours exchanged.</summary>
internal static class SpellingVariants
{
    private const string Latin = "abcdefghijklmnopqrstuvwxyz";
    private const string Greek = "αβγδεζηθικλμνξοπρστυφχψω";
    private const string Cyrillic = "абвгдежзийклмнопрстуфхцчшщъыьэюяіїєґ";
    private const string Hebrew = "אבגדהוזחטיכלמנסעפצקרשתךםןףץ";
    private const string Arabic = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي";

    /// <summary>The variants, the word itself not among them. Letters are those of the word's own script; for scripts not known here none is added or replaced.</summary>
    /// <param name="word">In lower case.</param>
    public static IEnumerable<string> Of(string word)
    {
        var letters = LettersOf(word[0]);
        for (var i = 0; i < word.Length; i++)
        {
            yield return word.Remove(i, 1);
            if (i + 1 < word.Length && word[i] != word[i + 1]) yield return string.Concat(word.AsSpan(0, i), word.AsSpan(i + 1, 1), word.AsSpan(i, 1), word.AsSpan(i + 2));
            foreach (var letter in letters)
                if (letter != word[i])
                    yield return string.Concat(word.AsSpan(0, i), new ReadOnlySpan<char>(in letter), word.AsSpan(i + 1));
        }

        for (var i = 0; i <= word.Length; i++)
            foreach (var letter in letters)
                yield return word.Insert(i, letter.ToString());
    }

    private static string LettersOf(char letter) => letter switch
    {
        < '\u0250' => Latin,
        >= '\u0370' and < '\u0400' => Greek,
        >= '\u0400' and < '\u0530' => Cyrillic,
        >= '\u0590' and < '\u0600' => Hebrew,
        >= '\u0600' and < '\u0700' => Arabic,
        _ => string.Empty,
    };
}
