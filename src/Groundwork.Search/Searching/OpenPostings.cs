using System.Text;
using Groundwork.Search.Segments;

namespace Groundwork.Search.Searching;

/// <summary>The postings that phrases and pairs of one search read, each term of a segment opened once. For one thread.</summary>
internal sealed class OpenPostings
{
    // A pasted page is rare; what it needed is not kept for ever.
    private const int MostKept = 64;
    private readonly Dictionary<(SegmentReader Segment, string Term), PostingsReader> _open = [];
    private readonly Stack<PostingsReader> _idle = new();

    /// <summary>The postings of a term; its document frequency is 0 when the segment does not hold it.</summary>
    public PostingsReader Of(SegmentReader segment, string term)
    {
        if (_open.TryGetValue((segment, term), out var postings)) return postings;
        Span<byte> bytes = stackalloc byte[SegmentFormat.MostTermChars * 3];
        var found = segment.Dictionary.Find(bytes[..Encoding.UTF8.GetBytes(term, bytes)]);
        postings = _idle.TryPop(out var idle) ? idle : new PostingsReader();
        postings.Open(segment.Dictionary.Postings, found, segment.EntryCount, segment.Info.Fields.Count);
        _open.Add((segment, term), postings);
        return postings;
    }

    /// <summary>Ends the use of all of them.</summary>
    public void Clear()
    {
        foreach (var postings in _open.Values)
            if (_idle.Count < MostKept)
                _idle.Push(postings);
        _open.Clear();
    }
}
