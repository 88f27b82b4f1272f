namespace Groundwork.Search.Searching;

/// <summary>A group of terms or a phrase, whose occurrences were brought together before scoring.</summary>
/// <param name="context">The search.</param>
/// <param name="label">How an explanation names it.</param>
/// <param name="occurrences">By segment: made by <see cref="Gathered.Pack"/>, sorted, one per entry and field.</param>
internal sealed class GatheredTerm(SearchContext context, string label, IReadOnlyList<ulong[]> occurrences) : QueryTerm
{
    public override string Label => label;

    public override long DocumentFrequency { get; } = occurrences.Sum(CountEntries);

    public override void Score(int segment, EntryScores scores)
    {
        var weighting = context.Weighting;
        var idf = Weight * weighting.Idf(DocumentFrequency);
        var lengths = context.Lengths(segment);
        var list = occurrences[segment];
        for (var i = 0; i < list.Length;)
        {
            if ((i & 0xFFF) == 0) context.CancellationToken.ThrowIfCancellationRequested();
            var entry = Gathered.Entry(list[i]);
            var frequency = 0f;
            for (; i < list.Length && Gathered.Entry(list[i]) == entry; i++)
            {
                var field = Gathered.Field(list[i]);
                var length = Math.Max(1, lengths[field][entry]);
                frequency += weighting.Frequency(field, Gathered.Frequency(list[i]), length);
            }

            scores.Add(entry, idf * weighting.Saturate(frequency));
        }
    }

    public override int[] FrequenciesIn(int segment, int entry)
    {
        var found = new int[context.Weighting.Fields.Count];
        var list = occurrences[segment];
        var at = Array.BinarySearch(list, Gathered.Pack(entry, 0, 0));
        for (var i = at < 0 ? ~at : at; i < list.Length && Gathered.Entry(list[i]) == entry; i++)
            found[Gathered.Field(list[i])] = Gathered.Frequency(list[i]);
        return found;
    }

    private static long CountEntries(ulong[] list)
    {
        long count = 0;
        for (var i = 0; i < list.Length; i++)
            if (i == 0 || Gathered.Entry(list[i]) != Gathered.Entry(list[i - 1]))
                count++;
        return count;
    }
}
