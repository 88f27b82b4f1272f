using System.Numerics;
using Groundwork.Search.Bytes;
using Groundwork.Search.Segments;

namespace Groundwork.Search.Searching;

/// <summary>Finds where the terms of one reading of a phrase stand at their distances within one field, in one segment.</summary>
internal sealed class PhraseReading
{
    private const int PositionBits = SegmentFormat.PositionBits;
    private readonly string _file;
    private readonly (PostingsReader Postings, int Offset)[] _terms;
    private readonly List<uint> _starts = [];

    private PhraseReading(string file, (PostingsReader Postings, int Offset)[] terms) => (_file, _terms) = (file, terms);

    /// <summary>The entries of its rarest term: no other entry can hold the phrase.</summary>
    public PostingsReader Rarest => _terms[0].Postings;

    /// <summary>The entries of the rarest of some terms; 0 when one of them does not occur.</summary>
    public static int LeastFrequency(OpenPostings open, SegmentReader segment, IReadOnlyList<(string Term, int Offset)> phrase)
    {
        var least = int.MaxValue;
        foreach (var (term, _) in phrase) least = Math.Min(least, open.Of(segment, term).DocumentFrequency);
        return least;
    }

    /// <summary>The reading in a segment, or null when a term does not occur there.</summary>
    public static PhraseReading? Open(OpenPostings open, SegmentReader segment, IReadOnlyList<(string Term, int Offset)> phrase)
    {
        var terms = new (PostingsReader Postings, int Offset)[phrase.Count];
        for (var i = 0; i < terms.Length; i++)
        {
            var postings = open.Of(segment, phrase[i].Term);
            if (postings.DocumentFrequency == 0) return null;
            terms[i] = (postings, phrase[i].Offset);
        }

        Array.Sort(terms, static (a, b) => a.Postings.DocumentFrequency.CompareTo(b.Postings.DocumentFrequency));
        return new PhraseReading(segment.File, terms);
    }

    /// <summary>Adds field and position of the first word of each occurrence in an entry, packed.</summary>
    public void AddStarts(int entry, List<uint> starts)
    {
        // Positions are read only when every term is there.
        foreach (var (postings, _) in _terms)
            if (postings.Find(entry) < 0)
                return;

        _starts.Clear();
        for (var i = 0; i < _terms.Length && (i == 0 || _starts.Count > 0); i++) Narrow(_terms[i].Postings, entry, _terms[i].Offset, isFirst: i == 0);
        starts.AddRange(_starts);
    }

    public static int FieldOf(uint start) => (int)(start >> PositionBits);

    /// <summary>Collects the starts that a term's positions lead to, or keeps those of them that are there already.</summary>
    private void Narrow(PostingsReader postings, int entry, int offset, bool isFirst)
    {
        var place = postings.Find(entry);
        var positions = new ByteReader(postings.Positions(place), _file);
        var (at, kept) = (0, 0);
        for (var rest = postings.Mask; rest != 0; rest &= rest - 1)
        {
            var field = BitOperations.TrailingZeroCount(rest);
            long position = 0;
            for (var i = postings.Frequencies(field)[place]; i > 0; i--)
            {
                position += positions.Int32(SegmentFormat.MostPositions);
                if (position >= SegmentFormat.MostPositions) Damage.Throw(_file, $"a word stands at position {position}");
                if (position < offset) continue;
                var start = ((uint)field << PositionBits) | (uint)(position - offset);
                if (isFirst)
                {
                    _starts.Add(start);
                    continue;
                }

                while (at < _starts.Count && _starts[at] < start) at++;
                if (at < _starts.Count && _starts[at] == start) _starts[kept++] = _starts[at++];
            }
        }

        if (!isFirst) _starts.RemoveRange(kept, _starts.Count - kept);
    }
}
