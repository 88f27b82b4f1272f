using System.Numerics;
using Groundwork.Search.Bytes;
using Groundwork.Search.Segments;
using Groundwork.Search.Writing;

namespace Groundwork.Search.Log;

/// <summary>The terms of gathered records with their postings, which are left where they stand in the records.</summary>
internal sealed class LoggedTerms(int fieldCount)
{
    private readonly TermTable _table = new();
    private readonly List<byte[]> _bodies = [];
    private LoggedPosting[] _postings = new LoggedPosting[1 << 8];
    private int _count;

    /// <summary>Reads the terms of a record, to its end, and checks them.</summary>
    /// <param name="reader">Reads the whole body, and stands where its terms begin.</param>
    /// <param name="body">The body.</param>
    /// <param name="firstEntry">Number of its first entry here.</param>
    /// <param name="entryCount">Its entries.</param>
    public void Read(ref ByteReader reader, byte[] body, int firstEntry, int entryCount)
    {
        _bodies.Add(body);
        while (!reader.AtEnd)
        {
            var term = reader.Counted();
            if (term.Length > SegmentFormat.MostTermChars * 3) reader.Throw($"a term has {term.Length} bytes");
            var number = _table.NumberOf(term);
            var last = 0;
            while (reader.Int32(entryCount) is var entry and > 0)
            {
                if (entry <= last) reader.Throw("the postings of a term are out of order");
                last = entry;
                if (_count == _postings.Length) Array.Resize(ref _postings, _count * 2);
                _postings[_count++] = new LoggedPosting(number, firstEntry + entry - 1, _bodies.Count - 1, reader.Position);
                Pass(ref reader);
            }
        }
    }

    public TermSource Terms() => new Walk(this, fieldCount);

    private void Pass(ref ByteReader reader)
    {
        var mask = reader.VarInt();
        if (mask == 0 || mask >> fieldCount != 0) reader.Throw($"a posting names the fields {mask:b} of {fieldCount}");
        var occurrences = 0L;
        for (var rest = mask; rest != 0; rest &= rest - 1)
        {
            var frequency = reader.Int32(SegmentFormat.MostPositions);
            if (frequency == 0) reader.Throw("a posting has no occurrence");
            occurrences += frequency;
        }

        for (; occurrences > 0; occurrences--) reader.VarInt();
    }

    private sealed class Walk : TermSource
    {
        private readonly LoggedTerms _terms;
        private readonly int[] _sorted;
        private readonly int[] _ends;
        private readonly LoggedPosting[] _ordered;
        private readonly LoggedWalk _walk;
        private int _at = -1;

        public Walk(LoggedTerms terms, int fieldCount)
        {
            (_terms, _sorted, _walk) = (terms, terms._table.Sorted(), new LoggedWalk(terms, fieldCount));
            (_ends, _ordered) = (new int[terms._table.Count], new LoggedPosting[terms._count]);
            var postings = terms._postings.AsSpan(0, terms._count);

            // A counting sort: postings of one term stay in the order of their entries.
            foreach (ref readonly var posting in postings) _ends[posting.Term]++;
            for (int term = 0, start = 0; term < _ends.Length; term++) (_ends[term], start) = (start, start + _ends[term]);
            foreach (ref readonly var posting in postings) _ordered[_ends[posting.Term]++] = posting;
        }

        public override ReadOnlySpan<byte> Term => _terms._table[_sorted[_at]];

        public override bool MoveNext() => ++_at < _sorted.Length;

        public override PostingsWalk Postings()
        {
            var term = _sorted[_at];
            _walk.Begin(_ordered.AsMemory((term == 0 ? 0 : _ends[term - 1]).._ends[term]));
            return _walk;
        }
    }

    /// <summary>What is read was checked when the record was taken in.</summary>
    private sealed class LoggedWalk(LoggedTerms terms, int fieldCount) : PostingsWalk(fieldCount)
    {
        private ReadOnlyMemory<LoggedPosting> _postings;
        private byte[] _body = [];
        private int _next;
        private int _start;
        private int _end;

        public override ReadOnlySpan<byte> Positions => _body.AsSpan(_start.._end);

        public void Begin(ReadOnlyMemory<LoggedPosting> postings) => (_postings, _next) = (postings, 0);

        public override bool MoveNext()
        {
            if (_next == _postings.Length) return false;
            ref readonly var posting = ref _postings.Span[_next++];
            (Entry, _body, _end) = (posting.Entry, terms._bodies[posting.Body], posting.At);
            Mask = VarInt();
            var occurrences = 0;
            for (var rest = Mask; rest != 0; rest &= rest - 1)
                occurrences += Frequencies[BitOperations.TrailingZeroCount(rest)] = (int)VarInt();
            for (_start = _end; occurrences > 0; _end++)
                if (_body[_end] < 0x80)
                    occurrences--;
            return true;
        }

        private uint VarInt()
        {
            uint value = 0;
            for (var shift = 0; ; shift += 7)
            {
                var b = _body[_end++];
                value |= (uint)(b & 0x7F) << shift;
                if (b < 0x80) return value;
            }
        }
    }
}
