namespace Groundwork.Search.Searching;

/// <summary>The pairs of a query in one segment, with bounds on what they add.</summary>
internal sealed class PairScorer
{
    private readonly List<Pair> _pairs = [];
    private Bm25F _weighting = null!;
    private readonly List<double> _bounds = [];
    private double _most;
    private double _share;

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
            var both = pair.FirstValue + (first == second ? 0 : pair.SecondValue);
            var needed = (byte)((first is { } f ? ScoreWindow.BitOf(f) : 0) | (second is { } s ? ScoreWindow.BitOf(s) : 0));
            _pairs.Add(new Pair(pair.Term.CountIn(segment), pair.Value, pair.Value / both, needed, first, second, pair.FirstValue, pair.SecondValue));
        }
    }

    public void Release(SearchScratch scratch)
    {
        foreach (var pair in _pairs) pair.Count.Release(scratch);
        _pairs.Clear();
    }

    /// <summary>Bounds what the pairs add in a window, and adds it to the term of each pair that comes first.</summary>
    /// <param name="bounds">By open term: the most it adds to an entry.</param>
    /// <param name="factor">See <see cref="TopEntries"/>.</param>
    /// <param name="reach">By open term and once more; after all terms stands what needs none of them.</param>
    public void TakeBounds(ReadOnlySpan<double> bounds, double factor, Span<double> reach)
    {
        (_most, _share) = (0, 0);
        _bounds.Clear();
        foreach (var pair in _pairs)
        {
            var (most, place) = (_weighting.K1 + 1d, bounds.Length);
            if (pair.First is { } first) (most, place) = (Math.Min(most, bounds[first] / pair.FirstValue), first);
            if (pair.Second is { } second) (most, place) = (Math.Min(most, bounds[second] / pair.SecondValue), Math.Min(place, second));
            most = most > 0 ? pair.Value * most * factor : 0;
            _bounds.Add(most);
            if (most == 0) continue;
            reach[place] += most;
            _most += most;
            _share += pair.Share * factor;
        }
    }

    /// <summary>The score by words that an entry of the window needs, lest its pairs cannot lift it to a score.</summary>
    /// <remarks>
    /// A pair is at most as frequent as each of its words, so it adds at most the share value / (value of one word + value of the other) of
    /// what the two have added.
    /// </remarks>
    public double WordsNeededFor(double score) => Math.Max(score - _most, score / (1 + _share));

    /// <summary>At least what the pairs add to an entry of the window.</summary>
    /// <param name="held">The terms it holds, see <see cref="ScoreWindow.BitOf"/>.</param>
    /// <param name="words">What the words have added.</param>
    public double Bound(byte held, float words)
    {
        var sum = 0d;
        for (var i = 0; i < _pairs.Count; i++)
            if ((held & _pairs[i].Needed) == _pairs[i].Needed)
                sum += Math.Min(_bounds[i], _pairs[i].Share * words);
        return sum;
    }

    /// <summary>At least what the pairs add to an entry; reads frequencies, no positions.</summary>
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
    /// <param name="Share">The most that it adds to an entry, as a share of what the words have added.</param>
    /// <param name="Needed">Bits of the terms without which it cannot be.</param>
    /// <param name="First">Place of the open term without which it cannot be; null when there are several.</param>
    /// <param name="Second">Place of another one.</param>
    /// <param name="FirstValue">What the saturated frequency of the first term is multiplied by.</param>
    /// <param name="SecondValue">The same for the second.</param>
    private readonly record struct Pair(PhraseCount Count, float Value, double Share, byte Needed, int? First, int? Second, float FirstValue, float SecondValue);
}
