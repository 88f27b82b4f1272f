namespace Groundwork.Search.Searching;

/// <summary>A phrase, found in every entry of the index before it is scored: its rarity is not known otherwise.</summary>
internal sealed class PhraseTerm : NeighboursTerm
{
    private readonly string _text;
    private readonly (List<int> Entries, List<float> Frequencies)[] _found;

    public PhraseTerm(SearchContext context, string text, IReadOnlyList<PhrasePart[]> readings)
        : base(context, readings)
    {
        _text = text;
        _found = new (List<int> Entries, List<float> Frequencies)[context.Segments.Count];
        for (var segment = 0; segment < _found.Length; segment++)
        {
            var count = CountIn(segment);
            _found[segment] = Find(count);
            count.Release(context.Scratch);
            DocumentFrequency += _found[segment].Entries.Count;
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
        foreach (var rarest in count.Rarest)
        {
            for (var block = 0; block < rarest.BlockCount; block++)
            {
                Context.CancellationToken.ThrowIfCancellationRequested();
                rarest.Load(block);
                candidates.AddRange(rarest.Entries);
            }
        }

        candidates.Sort();
        return [.. candidates.Distinct()];
    }
}
