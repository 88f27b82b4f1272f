namespace Groundwork.Search.Searching;

/// <summary>The most that the terms and pairs of a query can add to an entry of one window.</summary>
internal sealed class WindowBounds
{
    private double[] _terms = [];
    private double[] _rest = [];
    private double[] _reach = [];

    /// <summary>What one term can add.</summary>
    public double Of(int term) => _terms[term];

    /// <summary>What can still be added to an entry when the terms before one have been: by that term and those after it.</summary>
    public double From(int term) => _rest[term];

    /// <summary>What an entry that holds none of the terms before one can score, pairs included: a pair needs its words.</summary>
    public double Without(int term) => _reach[term];

    /// <summary>Takes the bounds of a window.</summary>
    /// <param name="terms">The terms in the order in which they are added.</param>
    /// <param name="pairs">The pairs.</param>
    /// <param name="from">First entry.</param>
    /// <param name="to">After the last one.</param>
    /// <param name="factor">See <see cref="TopEntries"/>.</param>
    public void Take(IReadOnlyList<SegmentTerm> terms, PairScorer pairs, int from, int to, double factor)
    {
        var count = terms.Count;
        if (_reach.Length <= count) (_terms, _rest, _reach) = (new double[count], new double[count + 1], new double[count + 1]);
        for (var i = 0; i < count; i++) _terms[i] = terms[i].Bound(from, to) is > 0 and var bound ? bound * factor : 0;
        Array.Clear(_reach, 0, count + 1);
        pairs.TakeBounds(_terms.AsSpan(0, count), factor, _reach);
        _rest[count] = 0;
        for (var i = count - 1; i >= 0; i--)
        {
            _rest[i] = _rest[i + 1] + _terms[i];
            _reach[i] += _reach[i + 1] + _terms[i];
        }
    }
}
