namespace Groundwork.Language.Stemming;

/// <summary>Removes number and gender from Italian nouns and adjectives (after J. Savoy, "Light stemming approaches for the French,
/// Portuguese, German and Hungarian languages", 2006, and its Italian companion). Verbs are left as they are.</summary>
internal sealed class ItalianLightStemmer : IStemmer
{
    public void Stem(StemWord word)
    {
        if (word.Length < 4) return;
        switch (word[word.Length - 1])
        {
            // libri, vecchi, principii; case, vecchie, province
            case 'i' or 'e':
                word.DropEnd(word[word.Length - 2] is 'i' or 'h' ? 2 : 1);
                break;
            // vecchia, provincia; principio
            case 'a' or 'o':
                word.DropEnd(word[word.Length - 2] == 'i' ? 2 : 1);
                break;
            default:
                return;
        }

        // amiche/amica, luoghi/luogo: the h was there only to keep the sound.
        if (word.Length > 3 && word.EndsWith("h") && word[word.Length - 2] is 'c' or 'g') word.DropEnd(1);
    }
}
