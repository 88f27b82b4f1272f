using Groundwork.Language;

namespace Groundwork.Search.Searching;

/// <summary>What the languages of a search make of a text: one list of terms each. The next text takes its place.</summary>
internal sealed class QueryText
{
    private readonly List<List<Term>> _terms = [];
    private IReadOnlyList<LanguageCode> _languages = [];

    public string Text { get; private set; } = "";

    /// <summary>Languages.</summary>
    public int Count => _languages.Count;

    public LanguageCode Language(int index) => _languages[index];

    public List<Term> Terms(int index) => _terms[index];

    /// <summary>Analyses a text.</summary>
    /// <param name="context">The search.</param>
    /// <param name="text">The text.</param>
    /// <param name="language">Its language; null takes those of the index.</param>
    public static QueryText Of(SearchContext context, string text, LanguageCode? language)
    {
        var read = context.Scratch.Text;
        read.Text = text;
        read._languages = language is { } given ? [Writing.AnalyzerSet.Known(given)] : context.Languages;
        for (var i = 0; i < read.Count; i++)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            if (i == read._terms.Count) read._terms.Add([]);
            read._terms[i].Clear();
            context.Scratch.Analyzers.For(read._languages[i]).Analyze(text, read._terms[i]);
        }

        return read;
    }
}
