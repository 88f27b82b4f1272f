namespace Groundwork.Search.Searching;

/// <summary>Two neighbouring words of a query, which add to the score of entries where they stand side by side too.</summary>
/// <remarks>
/// After the sequential dependence model of Metzler and Croft 2005, section 3.1. How many entries hold the pair is not known without
/// reading them all; it counts as frequent as the rarer of its words, which is the most it can be.
/// </remarks>
internal sealed class PairTerm : QueryTerm
{
    private readonly string _text;
    private readonly IReadOnlyList<IReadOnlyList<(string Term, int Offset)>> _readings;
    private readonly PhraseCount?[] _counts;

    public PairTerm(SearchContext context, string text, IReadOnlyList<IReadOnlyList<(string Term, int Offset)>> readings)
        : base(context)
    {
        (_text, _readings, _counts) = (text, readings, new PhraseCount?[context.Segments.Count]);
        long holders = 0;
        foreach (var segment in context.Segments)
            foreach (var reading in readings)
                holders += PhraseReading.LeastFrequency(context.Scratch.OpenPostings, segment.Reader, reading);
        DocumentFrequency = Math.Min(holders, context.Weighting.EntryCount);
    }

    public override string Label => $"phrase \"{_text}\"";

    public override long DocumentFrequency { get; }

    /// <summary>The most it adds to any entry.</summary>
    public float Most => Value * (Context.Weighting.K1 + 1);

    /// <summary>What it adds to an entry, 0 where the words do not stand side by side.</summary>
    public float ScoreIn(int segment, int entry)
    {
        var frequency = CountOf(segment).In(entry);
        return frequency > 0 ? Value * Context.Weighting.Saturate(frequency) : 0;
    }

    public override SegmentTerm? In(int segment) => null;

    public override float[] FrequenciesIn(int segment, int entry) => CountOf(segment).ByField(entry);

    private PhraseCount CountOf(int segment) => _counts[segment] ??= new PhraseCount(Context, segment, _readings);
}
