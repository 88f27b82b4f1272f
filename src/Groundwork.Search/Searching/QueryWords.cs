using Groundwork.Language;
using Groundwork.Search.Segments;

namespace Groundwork.Search.Searching;

/// <summary>What the analysers make of the text of a query.</summary>
internal static class QueryWords
{
    /// <summary>The words to score, each as the terms that the languages make of it.</summary>
    /// <remarks>
    /// Words that share a term in any language are one word, so a repeated word counts once. A word is a stop word when every
    /// language that can tell says so and another word remains.
    /// </remarks>
    public static IReadOnlyList<QueryWord> Words(SearchContext context, string text, LanguageCode? language)
    {
        var languages = LanguagesOf(context, language);
        var words = new List<Word>();
        var byPlace = new Dictionary<(TextSpan Span, int Ordinal), Word>();
        foreach (var code in languages)
        {
            var canTell = languages.Count == 1 || code != LanguageCode.Undetermined;
            var previous = default(TextSpan?);
            var ordinal = 0;
            foreach (var term in Analyze(context, text, code))
            {
                ordinal = previous == term.Span ? ordinal + 1 : 0;
                previous = term.Span;
                if (!byPlace.TryGetValue((term.Span, ordinal), out var word))
                {
                    word = new Word { Start = term.Span.Start };
                    byPlace.Add((term.Span, ordinal), word);
                    words.Add(word);
                }

                word.Terms.Add(SegmentFormat.CutTerm(term.Text));
                if (canTell && !term.IsStopWord) word.IsSelective = true;
                if (canTell) word.IsJudged = true;
            }
        }

        var merged = Merge(words.OrderBy(w => w.Start));
        var hasSelective = merged.Exists(w => w.IsSelective || !w.IsJudged);
        return [.. merged.Select(w => new QueryWord([.. w.Terms], hasSelective && w.IsJudged && !w.IsSelective))];
    }

    /// <summary>The phrases that the languages make of the text: terms with their distance from the first one.</summary>
    public static IReadOnlyList<IReadOnlyList<(string Term, int Offset)>> Phrases(SearchContext context, string text, LanguageCode? language)
    {
        var phrases = new List<IReadOnlyList<(string Term, int Offset)>>();
        foreach (var code in LanguagesOf(context, language))
        {
            var terms = Analyze(context, text, code);
            if (terms.Count == 0) continue;
            var first = terms.Min(t => t.Position);
            var phrase = terms.Select(t => (SegmentFormat.CutTerm(t.Text), t.Position - first)).Distinct().ToList();
            if (!phrases.Any(p => p.SequenceEqual(phrase))) phrases.Add(phrase);
        }

        return phrases;
    }

    private static IReadOnlyList<LanguageCode> LanguagesOf(SearchContext context, LanguageCode? language) =>
        language is { } given ? [Writing.AnalyzerSet.Known(given)] : context.Languages();

    private static List<Term> Analyze(SearchContext context, string text, LanguageCode language)
    {
        var terms = new List<Term>();
        context.CancellationToken.ThrowIfCancellationRequested();
        context.Analyzers.For(language).Analyze(text, terms);
        return terms;
    }

    private static List<Word> Merge(IEnumerable<Word> words)
    {
        var byTerm = new Dictionary<string, Word>(StringComparer.Ordinal);
        var merged = new List<Word>();
        foreach (var word in words)
        {
            foreach (var other in word.Terms.Where(byTerm.ContainsKey).Select(t => byTerm[t]).Distinct().ToList())
            {
                if (ReferenceEquals(other, word)) continue;
                word.Terms.UnionWith(other.Terms);
                word.IsSelective |= other.IsSelective;
                word.IsJudged |= other.IsJudged;
                word.Start = Math.Min(word.Start, other.Start);
                other.IsAbsorbed = true;
            }

            foreach (var term in word.Terms) byTerm[term] = word;
            merged.Add(word);
        }

        return [.. merged.Where(w => !w.IsAbsorbed).OrderBy(w => w.Start)];
    }

    private sealed class Word
    {
        public SortedSet<string> Terms { get; } = new(StringComparer.Ordinal);

        public int Start { get; set; }

        /// <summary>A language takes it for more than a stop word.</summary>
        public bool IsSelective { get; set; }

        /// <summary>A language that knows stop words has seen it.</summary>
        public bool IsJudged { get; set; }

        /// <summary>Another word has taken over its terms.</summary>
        public bool IsAbsorbed { get; set; }
    }
}
