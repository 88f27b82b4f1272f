using System.Numerics;
using Groundwork.Search.Segments;

namespace Groundwork.Search.Searching;

/// <summary>A word of a query: one index term, or several with shares that are scored as one.</summary>
/// <remarks>
/// Darwish and Oard 2003, section 3: frequency and document frequency are the expected ones, the sums over the terms times their
/// shares. An entry that holds two of the terms counts twice in the document frequency, which is at most the number of entries.
/// </remarks>
internal sealed class VirtualTerm : QueryTerm
{
    private readonly string? _label;
    private readonly int[] _terms;
    private readonly float[] _shares;

    /// <summary>Looks the terms up.</summary>
    /// <param name="context">The search.</param>
    /// <param name="label">How an explanation names it; null for its terms.</param>
    /// <param name="terms">Different index terms.</param>
    /// <param name="shares">How likely each one is meant, 0..1.</param>
    public VirtualTerm(SearchContext context, string? label, string[] terms, float[] shares)
        : base(context)
    {
        (_label, _terms, _shares) = (label, new int[terms.Length], shares);
        var expected = 0d;
        for (var i = 0; i < terms.Length; i++)
        {
            _terms[i] = context.Terms.NumberOf(terms[i]);
            expected += shares[i] * (double)context.Terms.DocumentFrequency(_terms[i]);
        }

        DocumentFrequency = (long)Math.Min(context.Weighting.EntryCount, Math.Ceiling(expected));
    }

    public override string Label => _label ?? $"term {string.Join('|', _terms.Select(t => $"\"{Context.Terms.TextOf(t)}\""))}";

    public override long DocumentFrequency { get; }

    /// <summary>Whether it counts every occurrence of an index term as its own.</summary>
    public bool Means(int term)
    {
        var place = Array.IndexOf(_terms, term);
        return place >= 0 && _shares[place] == 1f;
    }

    public override SegmentTerm? In(int segment)
    {
        var scratch = Context.Scratch;
        WordScorer? word = null;
        for (var i = 0; i < _terms.Length; i++)
        {
            var entry = Context.Terms.In(segment, _terms[i]);
            if (entry.DocumentFrequency == 0) continue;
            var member = scratch.RentPostings();
            member.Open(Context.Segments[segment].Reader, Context.Weighting, Context.Drifts[segment], entry);
            if (word is null)
            {
                word = scratch.RentWord();
                word.Open(scratch, Context.Weighting, Value);
            }

            word.Add(member, _shares[i]);
        }

        return word;
    }

    public override float[] FrequenciesIn(int segment, int entry)
    {
        var found = new float[Context.Weighting.Fields.Count];
        var reader = Context.Segments[segment].Reader;
        var postings = new PostingsReader();
        for (var i = 0; i < _terms.Length; i++)
        {
            postings.Open(reader.Dictionary.Postings, Context.Terms.In(segment, _terms[i]), reader.EntryCount, found.Length);
            if (postings.Find(entry) is not (>= 0 and var place)) continue;
            for (var rest = postings.Mask; rest != 0; rest &= rest - 1)
            {
                var field = BitOperations.TrailingZeroCount(rest);
                found[field] += _shares[i] * postings.Frequencies(field)[place];
            }
        }

        return found;
    }
}
