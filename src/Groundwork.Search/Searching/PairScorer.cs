namespace Groundwork.Search.Searching;

/// <summary>The pairs of a query in one segment, with bounds on what they add.</summary>
internal sealed class PairScorer
{
    private readonly List<Pair> _pairs = [];
    private Bm25F _weighting = null!;

    public int Count => _pairs.Count;

    /// <summary>Starts with a segment; pairs that it cannot hold are left out.</summary>
    /// <param name="context">The search.</param>
    /// <param name="segment">Number of the segment.</param>
    /// <param name="pairs">The pairs with their words.</param>
    /// <param name="words">By word of the leg: its place among the terms that are open in the segment, −1 where it holds none.</param>
    public void Open(SearchContext context, int segment, IReadOnlyList<AnchoredPair> pairs, ReadOnlySpan<int> words)
    {
        _weighting = context.Weighting;
        foreach (var pair in pairs)
        {
            var (first, second) = (PlaceOf(pair.First, words), PlaceOf(pair.Second, words));
            if (first is < 0 || second is < 0) continue;
            _pairs.Add(new Pair(pair.Term.CountIn(segment), pair.Value, first, second, pair.FirstValue, pair.SecondValue));
        }
    }

    public void Release(SearchScratch scratch)
    {
        foreach (var pair in _pairs) pair.Count.Release(scratch);
        _pairs.Clear();
    }

    /// <summary>Adds, by term, the most that the pairs add to an entry whose first term it is.</summary>
    /// <param name="bounds">By open term: the most it adds to an entry.</param>
    /// <param name="factor">See <see cref="TopEntries"/>.</param>
    /// <param name="reach">By open term and once more; after all terms stands what needs none of them.</param>
    /// <returns>The most that all pairs add together.</returns>
    public double AddBounds(ReadOnlySpan<double> bounds, double factor, Span<double> reach)
    {
        var sum = 0d;
        foreach (var pair in _pairs)
        {
            var (most, place) = (_weighting.K1 + 1d, bounds.Length);
            if (pair.First is { } first) (most, place) = (Math.Min(most, bounds[first] / pair.FirstValue), first);
            if (pair.Second is { } second) (most, place) = (Math.Min(most, bounds[second] / pair.SecondValue), Math.Min(place, second));
            if (most <= 0) continue;
            reach[place] += pair.Value * most * factor;
            sum += pair.Value * most * factor;
        }

        return sum;
    }

    /// <summary>At least what the pairs add to an entry, known without their positions.</summary>
    public double Bound(int entry)
    {
        var sum = 0d;
        foreach (var pair in _pairs) sum += pair.Value * _weighting.Saturate(pair.Count.Bound(entry));
        return sum;
    }

    /// <summary>What the pairs add to an entry.</summary>
    public float ScoreOf(int entry)
    {
        var sum = 0f;
        foreach (var pair in _pairs)
            if (pair.Count.In(entry) is > 0 and var frequency)
                sum += pair.Value * _weighting.Saturate(frequency);
        return sum;
    }

    private static int? PlaceOf(int? word, ReadOnlySpan<int> words) => word is { } known ? words[known] : null;

    /// <param name="Count">Finds it.</param>
    /// <param name="Value">What its saturated frequency is multiplied by.</param>
    /// <param name="First">Place of the open term without which it cannot be; null when there are several.</param>
    /// <param name="Second">Place of another one.</param>
    /// <param name="FirstValue">What the saturated frequency of the first term is multiplied by.</param>
    /// <param name="SecondValue">The same for the second.</param>
    private readonly record struct Pair(PhraseCount Count, float Value, int? First, int? Second, float FirstValue, float SecondValue);
}
