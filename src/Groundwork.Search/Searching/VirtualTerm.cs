using System.Numerics;
using System.Text;
using Groundwork.Search.Segments;

namespace Groundwork.Search.Searching;

/// <summary>A word of a query: one index term, or several with shares that are scored as one.</summary>
/// <remarks>
/// Darwish and Oard 2003, section 3: frequency and document frequency are the expected ones, the sums over the terms times their
/// shares. An entry that holds two of the terms counts twice in the document frequency, which is at most the number of entries.
/// </remarks>
internal sealed class VirtualTerm : QueryTerm
{
    private readonly string _label;
    private readonly string[] _terms;
    private readonly float[] _shares;
    private readonly TermEntry[] _entries;

    /// <summary>Looks the terms up.</summary>
    /// <param name="context">The search.</param>
    /// <param name="label">How an explanation names it.</param>
    /// <param name="terms">Different index terms.</param>
    /// <param name="shares">How likely each one is meant, 0..1.</param>
    public VirtualTerm(SearchContext context, string label, string[] terms, float[] shares)
        : base(context)
    {
        (_label, _terms, _shares) = (label, terms, shares);
        _entries = new TermEntry[context.Segments.Count * terms.Length];
        Span<byte> bytes = stackalloc byte[SegmentFormat.MostTermChars * 3];
        var expected = 0d;
        for (var i = 0; i < terms.Length; i++)
        {
            var term = bytes[..Encoding.UTF8.GetBytes(terms[i], bytes)];
            long holders = 0;
            for (var segment = 0; segment < context.Segments.Count; segment++)
            {
                var entry = context.Segments[segment].Reader.Dictionary.Find(term);
                _entries[(segment * terms.Length) + i] = entry;
                holders += entry.DocumentFrequency;
            }

            expected += shares[i] * (double)holders;
        }

        DocumentFrequency = (long)Math.Min(context.Weighting.EntryCount, Math.Ceiling(expected));
    }

    public override string Label => _label;

    public override long DocumentFrequency { get; }

    public override SegmentTerm? In(int segment)
    {
        var scratch = Context.Scratch;
        WordScorer? word = null;
        for (var i = 0; i < _terms.Length; i++)
        {
            var entry = _entries[(segment * _terms.Length) + i];
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
            postings.Open(reader.Dictionary.Postings, _entries[(segment * _terms.Length) + i], reader.EntryCount, found.Length);
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
