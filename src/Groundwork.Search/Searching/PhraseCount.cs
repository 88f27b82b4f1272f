namespace Groundwork.Search.Searching;

/// <summary>Counts a phrase in entries of one segment. Several readings are what different languages make of the same text.</summary>
internal sealed class PhraseCount
{
    private readonly List<(TermOccurrences Term, int Offset)> _parts = [];
    private readonly List<int> _ends = [];
    private readonly List<uint> _starts = [];
    private Bm25F _weighting = null!;
    private Segments.SegmentReader _segment = null!;

    /// <summary>The rarest term of each reading: no other entry can hold the phrase.</summary>
    public IEnumerable<Segments.PostingsReader> Rarest => _ends.Select((_, reading) => _parts[FirstOf(reading)].Term.Postings);

    /// <summary>Starts with the readings of a phrase of which every term occurs in a segment.</summary>
    public void Open(SearchContext context, int segment, IReadOnlyList<PhrasePart[]> readings)
    {
        (_weighting, _segment) = (context.Weighting, context.Segments[segment].Reader);
        foreach (var reading in readings)
        {
            if (!IsIn(context, segment, reading)) continue;
            foreach (var part in reading) _parts.Add((context.Scratch.Occurrences.Of(context, segment, part.Term), part.Offset));
            _parts.Sort(_parts.Count - reading.Length, reading.Length, RarestFirst.Instance);
            _ends.Add(_parts.Count);
        }
    }

    public void Release(SearchScratch scratch)
    {
        _parts.Clear();
        _ends.Clear();
        scratch.Return(this);
    }

    /// <summary>At least the pseudo-frequency of the phrase in an entry; reads no positions.</summary>
    public float Bound(int entry)
    {
        var sum = 0f;
        for (var reading = 0; reading < _ends.Count; reading++)
        {
            var least = float.PositiveInfinity;
            for (var i = FirstOf(reading); i < _ends[reading] && least > 0; i++) least = Math.Min(least, _parts[i].Term.FrequencyIn(entry));
            sum += least;
        }

        return sum;
    }

    /// <summary>The pseudo-frequency of the phrase in an entry, 0 when it is not there.</summary>
    public float In(int entry)
    {
        var frequency = 0f;
        FindStarts(entry);
        for (var i = 0; i < _starts.Count;)
        {
            var (field, first) = (TermOccurrences.FieldOf(_starts[i]), i);
            while (i < _starts.Count && TermOccurrences.FieldOf(_starts[i]) == field) i++;
            frequency += (i - first) * _weighting.Table(field)[_segment.Lengths(field)[entry]];
        }

        return frequency;
    }

    /// <summary>By field: how often the phrase stands in an entry.</summary>
    public float[] ByField(int entry)
    {
        var counts = new float[_weighting.Fields.Count];
        FindStarts(entry);
        foreach (var start in _starts) counts[TermOccurrences.FieldOf(start)]++;
        return counts;
    }

    private static bool IsIn(SearchContext context, int segment, PhrasePart[] reading)
    {
        foreach (var part in reading)
            if (context.Terms.In(segment, part.Term).DocumentFrequency == 0)
                return false;
        return true;
    }

    private int FirstOf(int reading) => reading == 0 ? 0 : _ends[reading - 1];

    /// <summary>Two readings that start at the same word are one occurrence.</summary>
    private void FindStarts(int entry)
    {
        _starts.Clear();
        var found = 0;
        for (var reading = 0; reading < _ends.Count; reading++)
        {
            var before = _starts.Count;
            AddStarts(entry, FirstOf(reading), _ends[reading]);
            if (_starts.Count > before) found++;
        }

        if (found < 2) return;
        _starts.Sort();
        var kept = 0;
        for (var i = 0; i < _starts.Count; i++)
            if (i == 0 || _starts[i] != _starts[i - 1])
                _starts[kept++] = _starts[i];
        _starts.RemoveRange(kept, _starts.Count - kept);
    }

    /// <summary>Adds where some parts stand at their distances within one field.</summary>
    private void AddStarts(int entry, int first, int end)
    {
        // Positions are read only when every term is there.
        for (var i = first; i < end; i++)
            if (!_parts[i].Term.IsIn(entry))
                return;

        var from = _starts.Count;
        foreach (var occurrence in _parts[first].Term.In(entry))
            if (TermOccurrences.Before(occurrence, _parts[first].Offset) is { } start)
                _starts.Add(start);
        for (var i = first + 1; i < end && _starts.Count > from; i++) Keep(from, _parts[i].Term.In(entry), _parts[i].Offset);
    }

    /// <summary>Keeps the starts, from one on, that a term's occurrences lead to as well.</summary>
    private void Keep(int from, ReadOnlySpan<uint> occurrences, int offset)
    {
        var (at, kept) = (from, from);
        foreach (var occurrence in occurrences)
        {
            if (TermOccurrences.Before(occurrence, offset) is not { } start) continue;
            while (at < _starts.Count && _starts[at] < start) at++;
            if (at == _starts.Count) break;
            if (_starts[at] == start) _starts[kept++] = _starts[at++];
        }

        _starts.RemoveRange(kept, _starts.Count - kept);
    }

    private sealed class RarestFirst : IComparer<(TermOccurrences Term, int Offset)>
    {
        public static readonly RarestFirst Instance = new();

        public int Compare((TermOccurrences Term, int Offset) x, (TermOccurrences Term, int Offset) y) =>
            x.Term.Postings.DocumentFrequency.CompareTo(y.Term.Postings.DocumentFrequency);
    }
}
