namespace Groundwork.Language.Stemming;

/// <summary>Removes number, then gender, then the final vowel from Portuguese nouns and adjectives (after J. Savoy, "Light stemming
/// approaches for the French, Portuguese, German and Hungarian languages", 2006). Verbs are left as they are.</summary>
internal sealed class PortugueseLightStemmer : IStemmer
{
    private static readonly Suffixes s_feminine = new("inha iaca eira osa ica ida ada iva ama na");

    public void Stem(StemWord word)
    {
        if (word.Length < 4) return;
        Singular(word);
        Masculine(word);
        if (word.Length > 4 && word[word.Length - 1] is 'a' or 'e' or 'o') word.DropEnd(1);
    }

    private static void Singular(StemWord word)
    {
        var length = word.Length;
        if (word.EndsWith("mente") && length > 7) word.DropEnd(5);
        else if (word.EndsWith("ões") || word.EndsWith("ães")) word.ReplaceEnd(3, "ão");
        else if (word.EndsWith("ns")) word.ReplaceEnd(2, "m");
        else if (length > 4 && word.EndsWith("ais")) word.ReplaceEnd(2, "l");
        else if (length > 4 && (word.EndsWith("eis") || word.EndsWith("éis"))) word.ReplaceEnd(3, "el");
        else if (length > 4 && word.EndsWith("óis")) word.ReplaceEnd(3, "ol");
        else if (length > 4 && word.EndsWith("is")) word.ReplaceEnd(2, "il");
        else if (length > 4 && word.EndsWith("es") && word[length - 3] is 'r' or 's' or 'l' or 'z') word.DropEnd(2);
        else if (word.EndsWith("s") && !word.EndsWith("ss")) word.DropEnd(1);
    }

    private static void Masculine(StemWord word)
    {
        if (word.Length < 6) return;
        if (word.EndsWith("ona")) word.ReplaceEnd(3, "ão");
        else if (word.EndsWith("ora")) word.DropEnd(1);
        else if (word.EndsWith("esa")) word.ReplaceEnd(3, "ês");
        else if (s_feminine.Find(word, 0, out _, out _)) word.ReplaceEnd(1, "o");
    }
}
