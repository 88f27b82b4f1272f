using Groundwork.Language;

namespace Groundwork.Search.Searching;

/// <summary>Two neighbouring words of a query, which add to the score of entries where they stand side by side too.</summary>
/// <remarks>
/// After the sequential dependence model of Metzler and Croft 2005, section 3.1. How many entries hold the pair is not known without
/// reading them all; it counts as frequent as the rarer of its words, which is the most it can be.
/// </remarks>
internal sealed class PairTerm : NeighboursTerm
{
    private readonly string _query;
    private readonly TextSpan _span;

    /// <summary>Takes what different languages make of the two words.</summary>
    /// <param name="context">The search.</param>
    /// <param name="query">The text of the query.</param>
    /// <param name="span">The words as they are written.</param>
    /// <param name="readings">The terms with their distances.</param>
    public PairTerm(SearchContext context, string query, TextSpan span, IReadOnlyList<PhrasePart[]> readings)
        : base(context, readings)
    {
        (_query, _span) = (query, span);
        long holders = 0;
        for (var segment = 0; segment < context.Segments.Count; segment++)
            foreach (var reading in readings)
                holders += LeastFrequency(segment, reading);
        DocumentFrequency = Math.Min(holders, context.Weighting.EntryCount);
    }

    public override string Label => $"phrase \"{_query.Substring(_span.Start, _span.Length)}\"";

    public override long DocumentFrequency { get; }

    public override SegmentTerm? In(int segment) => null;

    /// <summary>The first of some words that stands at the same distance in every reading, first or second in the pair; null for none.</summary>
    /// <remarks>The pair is then nowhere more frequent than the word.</remarks>
    public int? WordIn(IReadOnlyList<QueryTerm> words, bool isSecond)
    {
        foreach (var part in Readings[0])
        {
            if (part.Offset > 0 != isSecond) continue;
            for (var i = 0; i < words.Count; i++)
                if (words[i] is VirtualTerm word && StandsAt(word, part))
                    return i;
        }

        return null;
    }

    private bool StandsAt(VirtualTerm word, PhrasePart part)
    {
        if (!word.Means(part.Term)) return false;
        foreach (var reading in Readings)
            if (!HasAt(reading, word, part.Offset))
                return false;
        return true;
    }

    private static bool HasAt(PhrasePart[] reading, VirtualTerm word, int offset)
    {
        foreach (var part in reading)
            if (part.Offset == offset && word.Means(part.Term))
                return true;
        return false;
    }

    private long LeastFrequency(int segment, PhrasePart[] reading)
    {
        var least = int.MaxValue;
        foreach (var part in reading) least = Math.Min(least, Context.Terms.In(segment, part.Term).DocumentFrequency);
        return least;
    }
}
