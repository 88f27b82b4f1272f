namespace Groundwork.Search.Searching;

/// <summary>Words that stand at fixed distances from each other, as different languages read them.</summary>
/// <param name="context">The search.</param>
/// <param name="readings">The terms with their distances.</param>
internal abstract class NeighboursTerm(SearchContext context, IReadOnlyList<PhrasePart[]> readings) : QueryTerm(context)
{
    protected IReadOnlyList<PhrasePart[]> Readings => readings;

    public override float[] FrequenciesIn(int segment, int entry)
    {
        var count = CountIn(segment);
        var frequencies = count.ByField(entry);
        count.Release(Context.Scratch);
        return frequencies;
    }

    /// <summary>They in one segment. The caller releases it.</summary>
    public PhraseCount CountIn(int segment)
    {
        var count = Context.Scratch.RentPhrase();
        count.Open(Context, segment, readings);
        return count;
    }
}
