using Groundwork.Language;
using Groundwork.Search.Segments;

namespace Groundwork.Search.Searching;

/// <summary>What an index knows of the words of a text.</summary>
internal static class KnownWords
{
    /// <summary>The words of a text in order of their place. The parts of an identifier are not words of their own.</summary>
    public static IReadOnlyList<KnownWord> Of(SearchContext context, string text)
    {
        var read = QueryText.Of(context, text, language: null);
        var words = new SortedDictionary<TextSpan, (long Entries, bool IsSelective, bool IsJudged)>(Comparer<TextSpan>.Create(ByPlace));
        for (var language = 0; language < read.Count; language++)
        {
            var canTell = read.Count == 1 || read.Language(language) != LanguageCode.Undetermined;
            var whole = default(TextSpan);
            foreach (var term in read.Terms(language))
            {
                if (term.Span.Length < whole.Length && term.Span.End <= whole.End) continue;
                whole = term.Span;
                var entries = context.Terms.DocumentFrequency(context.Terms.NumberOf(SegmentFormat.CutTerm(term.Text)));
                var known = words.GetValueOrDefault(term.Span);
                words[term.Span] = (Math.Max(known.Entries, entries), known.IsSelective || (canTell && !term.IsStopWord), known.IsJudged || canTell);
            }
        }

        return [.. words.Select(w => new KnownWord(w.Key, w.Value.Entries, w.Value.IsJudged && !w.Value.IsSelective))];
    }

    /// <summary>The terms of the index near to what its languages make of the last word of a text.</summary>
    public static IReadOnlyList<NearTerm> Near(SearchContext context, string word, int distance, int limit)
    {
        var read = QueryText.Of(context, word, language: null);
        var forms = new HashSet<string>(StringComparer.Ordinal);
        for (var language = 0; language < read.Count; language++)
            if (read.Terms(language) is [.., var term])
                forms.Add(SegmentFormat.CutTerm(term.Text));
        return TermExpansion.Near(context, forms, distance, limit);
    }

    private static int ByPlace(TextSpan a, TextSpan b) => a.Start != b.Start ? a.Start.CompareTo(b.Start) : b.Length.CompareTo(a.Length);
}
