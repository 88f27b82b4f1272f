namespace Groundwork.Search.Searching;

/// <summary>Entries of one window that may still be among the best, ascending, with the score they have so far.</summary>
internal sealed class CandidateList
{
    private readonly int[] _entries = new int[ScoreWindow.Size];
    private readonly float[] _scores = new float[ScoreWindow.Size];
    private readonly bool[] _matched = new bool[ScoreWindow.Size];

    public int Count { get; private set; }

    public ReadOnlySpan<int> Entries => _entries.AsSpan(0, Count);

    public Span<float> Scores => _scores.AsSpan(0, Count);

    /// <summary>Room for marks that nobody needs: every candidate matches.</summary>
    public Span<bool> Matched => _matched.AsSpan(0, Count);

    public void Clear() => Count = 0;

    public void Add(int entry, float score)
    {
        (_entries[Count], _scores[Count]) = (entry, score);
        Count++;
    }

    /// <summary>Keeps those that reach a score.</summary>
    /// <param name="pruning">The rule.</param>
    /// <param name="more">The most that is still to be added to any of them.</param>
    public void Keep(in Pruning pruning, double more)
    {
        var kept = 0;
        for (var i = 0; i < Count; i++)
        {
            if (!pruning.MayReach(_scores[i] + more)) continue;
            (_entries[kept], _scores[kept]) = (_entries[i], _scores[i]);
            kept++;
        }

        Count = kept;
    }
}
