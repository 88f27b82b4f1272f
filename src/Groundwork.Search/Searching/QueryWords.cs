using System.Runtime.InteropServices;
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
    public static IReadOnlyList<QueryWord> Words(SearchContext context, QueryText text)
    {
        var merging = context.Scratch.Words;
        merging.Clear();
        for (var language = 0; language < text.Count; language++)
        {
            var canTell = text.Count == 1 || text.Language(language) != LanguageCode.Undetermined;
            var previous = default(TextSpan);
            var (ordinal, whole) = (0, default((TextSpan Span, int Word)));
            foreach (var term in text.Terms(language))
            {
                ordinal = previous == term.Span ? ordinal + 1 : 0;
                previous = term.Span;
                // The parts of an identifier lie within it; runs of bigrams only overlap.
                var isPart = term.Span.Length < whole.Span.Length && term.Span.End <= whole.Span.End;
                var word = merging.Add((term.Span, ordinal), SegmentFormat.CutTerm(term.Text), canTell, term.IsStopWord, isPart ? whole.Word : null);
                if (!isPart) whole = (term.Span, word);
            }
        }

        return merging.Words();
    }

    /// <summary>The last word of a text as it is written, folded but not stemmed, and the words before it.</summary>
    /// <param name="context">The search.</param>
    /// <param name="text">The text.</param>
    /// <param name="last">The whole of the last word; null when there is none.</param>
    /// <returns>The words before it, null for none.</returns>
    public static QueryText? LastApart(SearchContext context, string text, out string? last)
    {
        last = null;
        var (terms, ends) = (QueryText.Of(context, text, LanguageCode.Undetermined).Terms(0), context.Scratch.WordEnds);
        FindWordEnds(terms, ends);
        if (ends.Count == 0) return null;
        var first = terms[ends.Count == 1 ? 0 : ends[^2]];
        last = SegmentFormat.CutTerm(first.Text);
        return QueryText.Of(context, text[..first.Span.Start], language: null);
    }

    /// <summary>The phrases that the languages make of the text.</summary>
    public static IReadOnlyList<PhrasePart[]> Phrases(SearchContext context, QueryText text)
    {
        var phrases = new List<PhrasePart[]>();
        for (var language = 0; language < text.Count; language++)
            if (text.Terms(language) is { Count: > 0 } terms)
                AddDifferent(context, phrases, terms, 0, terms.Count);
        return phrases;
    }

    /// <summary>The pairs of neighbouring words with what the languages make of them, in order of their place.</summary>
    public static IReadOnlyList<(TextSpan Span, bool IsHyphenated, List<PhrasePart[]> Readings)> Pairs(SearchContext context, QueryText text, int most)
    {
        var pairs = new List<(TextSpan Span, bool IsHyphenated, List<PhrasePart[]> Readings)>();
        var ends = context.Scratch.WordEnds;
        for (var language = 0; language < text.Count; language++)
        {
            var terms = text.Terms(language);
            FindWordEnds(terms, ends);
            for (var word = 0; word + 1 < ends.Count && word < most; word++)
            {
                var (first, end) = (word == 0 ? 0 : ends[word - 1], ends[word + 1]);
                var span = TextSpan.FromBounds(terms[first].Span.Start, EndOf(terms, first, end));
                var place = 0;
                while (place < pairs.Count && pairs[place].Span != span) place++;
                if (place == pairs.Count)
                {
                    pairs.Add((span, IsHyphen(text.Text, EndOf(terms, first, ends[word]), terms[ends[word]].Span.Start), []));
                }

                AddDifferent(context, pairs[place].Readings, terms, first, end);
            }
        }

        return pairs;
    }

    /// <summary>By word: where its terms end. Terms with overlapping spans belong to one word: an identifier and its parts, or a run of bigrams.</summary>
    private static void FindWordEnds(List<Term> terms, List<int> ends)
    {
        ends.Clear();
        var reached = 0;
        for (var i = 0; i < terms.Count; i++)
        {
            if (i > 0 && terms[i].Span.Start >= reached) ends.Add(i);
            reached = Math.Max(reached, terms[i].Span.End);
        }

        if (terms.Count > 0) ends.Add(terms.Count);
    }

    private static bool IsHyphen(string text, int from, int to) => to - from == 1 && text[from] is ('-' or '\u2010' or '\u2011');

    private static int EndOf(List<Term> terms, int first, int end)
    {
        var reached = 0;
        for (var i = first; i < end; i++) reached = Math.Max(reached, terms[i].Span.End);
        return reached;
    }

    /// <summary>Adds what some terms are as a phrase, unless another language made the same of it.</summary>
    private static void AddDifferent(SearchContext context, List<PhrasePart[]> readings, List<Term> terms, int first, int end)
    {
        var start = int.MaxValue;
        for (var i = first; i < end; i++) start = Math.Min(start, terms[i].Position);
        var reading = context.Scratch.Parts;
        reading.Clear();
        for (var i = first; i < end; i++)
            if (new PhrasePart(context.Terms.NumberOf(SegmentFormat.CutTerm(terms[i].Text)), terms[i].Position - start) is var part && !reading.Contains(part))
                reading.Add(part);
        foreach (var known in readings)
            if (known.AsSpan().SequenceEqual(CollectionsMarshal.AsSpan(reading)))
                return;
        readings.Add([.. reading]);
    }
}
