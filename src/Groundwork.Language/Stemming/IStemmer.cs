namespace Groundwork.Language.Stemming;

/// <summary>Cuts a word to the form under which its inflections meet. Instances keep scratch state: one per thread.</summary>
internal interface IStemmer
{
    /// <summary>Stems in place.</summary>
    /// <param name="word">A lower-case word with its accents; any other text is left meaningful, never thrown on.</param>
    void Stem(StemWord word);
}
