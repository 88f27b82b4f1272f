namespace Groundwork.Search.Searching;

/// <summary>The occurrences that phrases and pairs of one search read, each term of a segment opened once. For one thread.</summary>
internal sealed class OpenOccurrences
{
    // A pasted page is rare; what it needed is not kept for ever.
    private const int MostKept = 256;
    private readonly Stack<TermOccurrences> _idle = new();
    private readonly List<int> _open = [];
    private TermOccurrences?[] _places = new TermOccurrences?[64];

    /// <summary>Where a term of the search's table stands in a segment.</summary>
    public TermOccurrences Of(SearchContext context, int segment, int term)
    {
        var place = (term * context.Segments.Count) + segment;
        if (place >= _places.Length) Array.Resize(ref _places, Math.Max(place + 1, _places.Length * 2));
        if (_places[place] is { } open) return open;
        var occurrences = _idle.TryPop(out var idle) ? idle : new TermOccurrences();
        occurrences.Open(context.Segments[segment].Reader, context.Weighting, context.Terms.In(segment, term));
        _open.Add(place);
        return _places[place] = occurrences;
    }

    /// <summary>Ends the use of all of them.</summary>
    public void Clear()
    {
        foreach (var place in _open)
        {
            if (_idle.Count < MostKept) _idle.Push(_places[place]!);
            _places[place] = null;
        }

        _open.Clear();
    }
}
