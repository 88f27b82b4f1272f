using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;
using Groundwork.Language;
using Groundwork.Search.Bytes;
using Groundwork.Search.Segments;

namespace Groundwork.Search.Writing;

/// <summary>The terms of pending entries with their postings, found by term and walked in order.</summary>
/// <remarks>
/// Occurrences of one entry are chained by term while its fields are analysed; <see cref="EndEntry"/> writes one posting for each of its terms:
/// a varint of twice the distance from the entry before, plus one when the fields are those of the posting before and each holds the term once;
/// otherwise the fields as bits and a frequency for each; then the positions.
/// </remarks>
/// <param name="fieldCount">Text fields, 1..32.</param>
/// <param name="owner">A number that no other buffer has used with the same analysers, not 0.</param>
internal sealed class TermBuffer(int fieldCount, long owner)
{
    private const int PositionBits = 26;
    private const int SeveralTerms = 1 << 31;
    private const int MostVarIntBytes = 5;
    private const int Ahead = 8;

    private readonly long _owner = owner;
    private readonly TermTable _table = new();
    private readonly SliceArena _arena = new();
    private readonly int[] _frequencies = new int[fieldCount];
    private TermState[] _states = new TermState[1 << 7];

    // By term: 1 + its place among the terms of the entry being added, or 0. Apart from the states, because every word looks here.
    private int[] _places = new int[1 << 7];

    // Of words with several terms: their count, then number and position of each.
    private int[] _lists = new int[1 << 7];
    private int _listsUsed;

    // The entry being added: its occurrences as field and position, each with the next one of the same term, and its terms.
    private uint[] _occurrences = new uint[1 << 8];
    private int[] _next = new int[1 << 8];
    private int _occurrenceCount;
    private CurrentTerm[] _current = new CurrentTerm[1 << 7];
    private int _currentCount;
    private readonly byte[] _term = new byte[SegmentFormat.MostTermChars * 3];
    private byte[] _posting = new byte[1 << 8];

    /// <summary>Rough bytes of memory in use, what sorting and walking the terms will need included.</summary>
    public long Bytes => _table.Bytes + _arena.Bytes + ((long)_states.Length * Unsafe.SizeOf<TermState>()) + (4L * _lists.Length)
                         + (4L * _places.Length) + (8L * _occurrences.Length) + (12L * (_current.Length + _table.Count));

    /// <summary>Adds the words of one field of the entry being added; fields come in ascending order, each once.</summary>
    /// <returns>Words in the field: its positions.</returns>
    public int AddField(TextAnalyzer analyzer, string text, int field)
    {
        var sink = new Sink(this, (uint)field << PositionBits);
        return Math.Min(SegmentFormat.MostPositions, analyzer.Analyze(text, ref sink));
    }

    /// <summary>Writes the postings of the entry that was added.</summary>
    public void EndEntry(int entry)
    {
        var terms = _current.AsSpan(0, _currentCount);
        for (var i = 0; i < terms.Length; i++)
        {
            // A state and the end of its postings are mostly far from the last ones: asking ahead, here and in the walk below, made indexing 9 % faster.
            if (i + (2 * Ahead) < terms.Length) Memory.Prefetch(ref _states[terms[i + (2 * Ahead)].Term]);
            if (i + Ahead < terms.Length) _arena.Prefetch(_states[terms[i + Ahead].Term].End.At);
            Write(terms[i], entry);
        }

        (_occurrenceCount, _currentCount) = (0, 0);
    }

    public TermSource Terms() => new Walk(this);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Add(int word, uint field, int position)
    {
        if (word >= 0) AddOccurrence(word, field, position);
        else AddSeveral(word & ~SeveralTerms, field, position);
    }

    private void AddSeveral(int at, uint field, int position)
    {
        for (var end = at + (2 * _lists[at]); at < end; at += 2) AddOccurrence(_lists[at + 1], field, position + _lists[at + 2]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void AddOccurrence(int term, uint field, int position)
    {
        if (position >= SegmentFormat.MostPositions) return;
        var (occurrence, at) = (field | (uint)position, _occurrenceCount);
        if (at == _occurrences.Length) GrowOccurrences();
        ref var place = ref _places[term];
        if (place == 0)
        {
            if (_currentCount == _current.Length) Array.Resize(ref _current, _currentCount * 2);
            _current[_currentCount++] = new CurrentTerm { Term = term, First = at, Last = at };
            place = _currentCount;
        }
        else
        {
            ref var current = ref _current[place - 1];
            // An identifier can have the same part twice at one place.
            if (_occurrences[current.Last] == occurrence) return;
            _next[current.Last] = at;
            current.Last = at;
        }

        _occurrences[at] = occurrence;
        _occurrenceCount = at + 1;
    }

    private void GrowOccurrences()
    {
        Array.Resize(ref _occurrences, _occurrences.Length * 2);
        Array.Resize(ref _next, _occurrences.Length);
    }

    /// <returns>The number of a word's only term, or, marked as such, where the list of its terms begins.</returns>
    private int NumberOf(AnalyzedWord word)
    {
        var terms = word.Terms;
        if (terms.Length == 1 && terms[0].Position == 0) return NumberOf(terms[0].Text);
        var needed = _listsUsed + 1 + (2 * terms.Length);
        if (needed > _lists.Length) Array.Resize(ref _lists, Math.Max(needed, 2 * _lists.Length));
        var list = _listsUsed | SeveralTerms;
        _lists[_listsUsed++] = terms.Length;
        foreach (ref readonly var term in terms)
        {
            _lists[_listsUsed++] = NumberOf(term.Text);
            _lists[_listsUsed++] = term.Position;
        }

        return list;
    }

    private int NumberOf(string text)
    {
        var term = SegmentFormat.CutTerm(text);
        var number = _table.NumberOf(_term.AsSpan(0, Encoding.UTF8.GetBytes(term, _term)));
        if (number == _states.Length)
        {
            Array.Resize(ref _states, number * 2);
            Array.Resize(ref _places, number * 2);
        }

        return number;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Write(CurrentTerm term, int entry)
    {
        ref var state = ref _states[term.Term];
        _places[term.Term] = 0;
        var (count, mask) = (0, 0u);
        for (var at = term.First; ; at = _next[at])
        {
            count++;
            var field = (int)(_occurrences[at] >> PositionBits);
            if ((mask & (1u << field)) == 0) _frequencies[field] = 0;
            mask |= 1u << field;
            _frequencies[field]++;
            if (at == term.Last) break;
        }

        var needed = MostVarIntBytes * (2 + fieldCount + count);
        if (_posting.Length < needed) _posting = new byte[needed * 2];
        var (posting, length) = (_posting, 0);
        var isPlain = mask == state.LastMask && count == BitOperations.PopCount(mask);
        VarInt(((uint)(entry - state.LastEntry) << 1) | (isPlain ? 1u : 0), posting, ref length);
        if (!isPlain)
        {
            VarInt(mask, posting, ref length);
            for (var rest = mask; rest != 0; rest &= rest - 1) VarInt((uint)_frequencies[BitOperations.TrailingZeroCount(rest)], posting, ref length);
        }

        var before = uint.MaxValue;
        for (var at = term.First; ; at = _next[at])
        {
            var occurrence = _occurrences[at];
            var isFirst = occurrence >> PositionBits != before >> PositionBits;
            VarInt(isFirst ? occurrence & ((1u << PositionBits) - 1) : occurrence - before, posting, ref length);
            before = occurrence;
            if (at == term.Last) break;
        }

        if (state.Entries == 0) state.Start = _arena.Begin(out state.End);
        _arena.Append(posting.AsSpan(0, length), ref state.End);
        state.Length += length;
        state.Entries++;
        (state.LastEntry, state.LastMask) = (entry, mask);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void VarInt(uint value, byte[] into, ref int length)
    {
        while (value >= 0x80)
        {
            into[length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        into[length++] = (byte)value;
    }

    private readonly struct Sink(TermBuffer buffer, uint field) : IWordSink
    {
        public long Owner => buffer._owner;

        public int NumberOf(AnalyzedWord word) => buffer.NumberOf(word);

        public void Add(int number, int start, int position) => buffer.Add(number, field, position);
    }

    private sealed class Walk(TermBuffer buffer) : TermSource
    {
        private readonly int[] _sorted = buffer._table.Sorted();
        private readonly PendingPostings _postings = new(buffer._frequencies.Length);
        private int _at = -1;

        public override ReadOnlySpan<byte> Term => buffer._table[_sorted[_at]];

        public override bool MoveNext()
        {
            do _at++;
            while (_at < _sorted.Length && buffer._states[_sorted[_at]].Entries == 0);
            if (_at + (2 * Ahead) < _sorted.Length) Memory.Prefetch(ref buffer._states[_sorted[_at + (2 * Ahead)]]);
            if (_at + Ahead < _sorted.Length) buffer._arena.Prefetch(buffer._states[_sorted[_at + Ahead]].Start);
            return _at < _sorted.Length;
        }

        public override PostingsWalk Postings()
        {
            ref readonly var state = ref buffer._states[_sorted[_at]];
            buffer._arena.Read(state.Start, _postings.Begin(state.Entries, state.Length));
            return _postings;
        }
    }
}
