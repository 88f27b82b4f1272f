using Groundwork.Search.Bytes;
using Groundwork.Search.Segments;

namespace Groundwork.Search.Writing;

/// <summary>The terms of pending entries with their postings, found by term and walked in order.</summary>
internal sealed class TermBuffer(int fieldCount)
{
    /// <summary>Objects and first arrays of one term, estimated.</summary>
    private const int TermOverheadBytes = 300;

    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<PostingsEncoder> _postings = [];

    /// <summary>Rough bytes of memory in use.</summary>
    public long Bytes { get; private set; }

    public int NumberOf(string term)
    {
        if (_numbers.TryGetValue(term, out var number)) return number;
        number = _postings.Count;
        _numbers.Add(term, number);
        _postings.Add(new PostingsEncoder(fieldCount, 8));
        Bytes += TermOverheadBytes + (2L * term.Length);
        return number;
    }

    /// <summary>Adds all occurrences of one entry.</summary>
    /// <param name="entry">Its number.</param>
    /// <param name="occurrences">Sorted and different, made by <see cref="Occurrence.Pack"/>.</param>
    public void Add(int entry, ReadOnlySpan<ulong> occurrences)
    {
        Span<int> frequencies = stackalloc int[fieldCount];
        while (!occurrences.IsEmpty)
        {
            var term = Occurrence.Term(occurrences[0]);
            var end = 0;
            var mask = 0u;
            frequencies.Clear();
            for (; end < occurrences.Length && Occurrence.Term(occurrences[end]) == term; end++)
            {
                var field = Occurrence.Field(occurrences[end]);
                mask |= 1u << field;
                frequencies[field]++;
            }

            var postings = _postings[term];
            var before = postings.Postings.Length + postings.Positions.Length;
            postings.Add(entry, mask, frequencies);
            var (lastField, lastPosition) = (-1, 0);
            foreach (var occurrence in occurrences[..end])
            {
                var (field, position) = (Occurrence.Field(occurrence), Occurrence.Position(occurrence));
                postings.Positions.VarInt((ulong)(field == lastField ? position - lastPosition : position));
                (lastField, lastPosition) = (field, position);
            }

            Bytes += postings.Postings.Length + postings.Positions.Length - before;
            occurrences = occurrences[end..];
        }
    }

    public TermSource Terms()
    {
        var sorted = new List<(byte[] Term, PostingsEncoder Postings)>(_numbers.Count);
        foreach (var (term, number) in _numbers)
            if (_postings[number].DocumentFrequency > 0)
                sorted.Add((Utf8.GetBytes(term), _postings[number]));
        sorted.Sort((a, b) => a.Term.AsSpan().SequenceCompareTo(b.Term));
        return new Walk(sorted, fieldCount);
    }

    private sealed class Walk(List<(byte[] Term, PostingsEncoder Postings)> sorted, int fieldCount) : TermSource
    {
        private readonly PendingPostings _postings = new(fieldCount);
        private int _at = -1;

        public override ReadOnlySpan<byte> Term => sorted[_at].Term;

        public override bool MoveNext() => ++_at < sorted.Count;

        public override PostingsWalk Postings()
        {
            _postings.Start(sorted[_at].Postings);
            return _postings;
        }
    }

    private sealed class PendingPostings(int fieldCount) : VarintPostings(fieldCount, int.MaxValue)
    {
        private PostingsEncoder _encoded = new(1, 1);

        protected override string File => "(pending)";

        protected override ReadOnlySpan<byte> PostingBytes => _encoded.Postings;

        protected override ReadOnlySpan<byte> PositionBytes => _encoded.Positions.Written;

        public void Start(PostingsEncoder encoded)
        {
            _encoded = encoded;
            Restart(encoded.DocumentFrequency);
        }
    }
}
