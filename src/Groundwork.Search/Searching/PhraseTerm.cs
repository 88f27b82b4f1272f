namespace Groundwork.Search.Searching;

/// <summary>A phrase, found in every entry of the index before it is scored: its rarity is not known otherwise.</summary>
internal sealed class PhraseTerm : QueryTerm
{
    private readonly string _text;
    private readonly PhraseCount[] _counts;
    private readonly (List<int> Entries, List<float> Frequencies)[] _found;

    public PhraseTerm(SearchContext context, string text, IReadOnlyList<IReadOnlyList<(string Term, int Offset)>> readings)
        : base(context)
    {
        _text = text;
        _counts = new PhraseCount[context.Segments.Count];
        _found = new (List<int> Entries, List<float> Frequencies)[_counts.Length];
        for (var i = 0; i < _counts.Length; i++)
        {
            _counts[i] = new PhraseCount(context, i, readings);
            _found[i] = Find(_counts[i]);
            DocumentFrequency += _found[i].Entries.Count;
        }
    }

    public override string Label => $"phrase \"{_text}\"";

    public override long DocumentFrequency { get; }

    public override SegmentTerm? In(int segment)
    {
        var (entries, frequencies) = _found[segment];
        if (entries.Count == 0) return null;
        var value = Value;
        return new ListedScorer([.. entries], [.. frequencies.Select(f => value * Context.Weighting.Saturate(f))]);
    }

    public override float[] FrequenciesIn(int segment, int entry) => _counts[segment].ByField(entry);

    private (List<int> Entries, List<float> Frequencies) Find(PhraseCount count)
    {
        var (entries, frequencies) = (new List<int>(), new List<float>());
        foreach (var entry in Candidates(count))
        {
            var frequency = count.In(entry);
            if (frequency <= 0) continue;
            entries.Add(entry);
            frequencies.Add(frequency);
        }

        return (entries, frequencies);
    }

    /// <summary>The entries of each reading's rarest term, ascending and different.</summary>
    private List<int> Candidates(PhraseCount count)
    {
        var candidates = new List<int>();
        foreach (var reading in count.Readings)
        {
            for (var block = 0; block < reading.Rarest.BlockCount; block++)
            {
                Context.CancellationToken.ThrowIfCancellationRequested();
                reading.Rarest.Load(block);
                candidates.AddRange(reading.Rarest.Entries);
            }
        }

        if (count.Readings.Count < 2) return candidates;
        candidates.Sort();
        return [.. candidates.Distinct()];
    }
}
