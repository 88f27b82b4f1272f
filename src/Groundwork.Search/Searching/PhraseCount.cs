using Groundwork.Search.Segments;

namespace Groundwork.Search.Searching;

/// <summary>Counts a phrase in entries of one segment. Several readings are what different languages make of the same text.</summary>
internal sealed class PhraseCount
{
    private readonly Bm25F _weighting;
    private readonly SegmentReader _segment;
    private readonly List<PhraseReading> _readings = [];
    private readonly List<uint> _starts = [];

    public PhraseCount(SearchContext context, int segment, IReadOnlyList<IReadOnlyList<(string Term, int Offset)>> readings)
    {
        (_weighting, _segment) = (context.Weighting, context.Segments[segment].Reader);
        foreach (var reading in readings)
            if (PhraseReading.Open(context.Scratch.OpenPostings, _segment, reading) is { } open)
                _readings.Add(open);
    }

    public IReadOnlyList<PhraseReading> Readings => _readings;

    /// <summary>The pseudo-frequency of the phrase in an entry, 0 when it is not there.</summary>
    public float In(int entry)
    {
        var frequency = 0f;
        FindStarts(entry);
        for (var i = 0; i < _starts.Count;)
        {
            var (field, first) = (PhraseReading.FieldOf(_starts[i]), i);
            while (i < _starts.Count && PhraseReading.FieldOf(_starts[i]) == field) i++;
            frequency += (i - first) * _weighting.Table(field)[_segment.Lengths(field)[entry]];
        }

        return frequency;
    }

    /// <summary>By field: how often the phrase stands in an entry.</summary>
    public float[] ByField(int entry)
    {
        var counts = new float[_weighting.Fields.Count];
        FindStarts(entry);
        foreach (var start in _starts) counts[PhraseReading.FieldOf(start)]++;
        return counts;
    }

    /// <summary>Two readings that start at the same word are one occurrence.</summary>
    private void FindStarts(int entry)
    {
        _starts.Clear();
        foreach (var reading in _readings) reading.AddStarts(entry, _starts);
        if (_readings.Count == 1) return;
        _starts.Sort();
        var kept = 0;
        for (var i = 0; i < _starts.Count; i++)
            if (i == 0 || _starts[i] != _starts[i - 1])
                _starts[kept++] = _starts[i];
        _starts.RemoveRange(kept, _starts.Count - kept);
    }
}
