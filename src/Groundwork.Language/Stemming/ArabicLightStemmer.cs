namespace Groundwork.Language.Stemming;

/// <summary>Removes conjunction, article and a few endings from Arabic words (light10: L. Larkey, L. Ballesteros and M. Connell, "Light
/// stemming for Arabic information retrieval", 2007). Expects letters already folded: bare alef, yeh for alef maksura, heh for teh marbuta.</summary>
internal sealed class ArabicLightStemmer : IStemmer
{
    private static readonly string[] s_articles = ["وال", "بال", "كال", "فال", "ال", "لل"];

    // The order of the published list; each is tried once.
    private static readonly string[] s_endings = ["ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي"];

    public void Stem(StemWord word)
    {
        var hasArticle = false;
        foreach (var article in s_articles)
        {
            if (!word.Chars.StartsWith(article) || word.Length - article.Length < 2) continue;
            word.Replace(0, article.Length, []);
            hasArticle = true;
            break;
        }

        if (!hasArticle && word.Length >= 4 && word[0] == 'و') word.Replace(0, 1, []);
        foreach (var ending in s_endings)
            if (word.EndsWith(ending) && word.Length - ending.Length >= 2)
                word.DropEnd(ending.Length);
    }
}
