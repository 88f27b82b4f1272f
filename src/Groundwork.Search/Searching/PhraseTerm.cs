namespace Groundwork.Search.Searching;

/// <summary>A phrase, found in every entry of the index before it is scored: its rarity is not known otherwise.</summary>
internal sealed class PhraseTerm : QueryTerm
{
    private readonly string _text;
    private readonly IReadOnlyList<PhrasePart[]> _readings;
    private readonly (List<int> Entries, List<float> Frequencies)[] _found;

    public PhraseTerm(SearchContext context, string text, IReadOnlyList<PhrasePart[]> readings)
        : base(context)
    {
        (_text, _readings) = (text, readings);
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

    public override float[] FrequenciesIn(int segment, int entry)
    {
        var count = CountIn(segment);
        var frequencies = count.ByField(entry);
        count.Release(Context.Scratch);
        return frequencies;
    }

    private PhraseCount CountIn(int segment)
    {
        var count = Context.Scratch.RentPhrase();
        count.Open(Context, segment, _readings);
        return count;
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
