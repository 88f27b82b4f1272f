namespace Groundwork.Search.Searching;

/// <summary>Entries of one window that may still be among the best, ascending, with the score they have so far and the terms they hold.</summary>
internal sealed class CandidateList
{
    private readonly int[] _entries = new int[ScoreWindow.Size];
    private readonly float[] _scores = new float[ScoreWindow.Size];
    private readonly byte[] _held = new byte[ScoreWindow.Size];
    private readonly bool[] _matched = new bool[ScoreWindow.Size];
    private readonly float[] _selection = new float[ScoreWindow.Size];

    public int Count { get; private set; }

    public ReadOnlySpan<int> Entries => _entries.AsSpan(0, Count);

    public Span<float> Scores => _scores.AsSpan(0, Count);

    /// <summary>Marks of those that hold the term which is being added.</summary>
    public Span<bool> Matched => _matched.AsSpan(0, Count);

    /// <summary>The terms that each holds, see <see cref="ScoreWindow.BitOf"/>.</summary>
    public ReadOnlySpan<byte> Held => _held.AsSpan(0, Count);

    public void Clear() => Count = 0;

    public void Add(int entry, float score, byte held)
    {
        (_entries[Count], _scores[Count], _held[Count]) = (entry, score, held);
        Count++;
    }

    /// <summary>Keeps those that reach a score.</summary>
    /// <param name="term">Bit of the term that was added last; the marks of it are taken over.</param>
    /// <param name="pruning">The rule.</param>
    /// <param name="more">The most that is still to be added to any of them.</param>
    public void Keep(byte term, in Pruning pruning, double more)
    {
        var kept = 0;
        for (var i = 0; i < Count; i++)
        {
            var held = _matched[i] ? (byte)(_held[i] | term) : _held[i];
            _matched[i] = false;
            if (!pruning.MayReach(_scores[i] + more)) continue;
            (_entries[kept], _scores[kept], _held[kept]) = (_entries[i], _scores[i], held);
            kept++;
        }

        Count = kept;
    }

    /// <summary>The score that only so many candidates exceed; negative infinity when there are no more. Quickselect of Hoare 1961.</summary>
    public float ScoreOfRank(int rank)
    {
        if (rank >= Count) return float.NegativeInfinity;
        var rest = _selection.AsSpan(0, Count);
        Scores.CopyTo(rest);
        while (true)
        {
            var pivot = rest[rest.Length / 2];
            var (low, high) = (0, rest.Length - 1);
            while (low <= high)
            {
                while (rest[low] > pivot) low++;
                while (rest[high] < pivot) high--;
                if (low > high) break;
                (rest[low], rest[high]) = (rest[high], rest[low]);
                (low, high) = (low + 1, high - 1);
            }

            if (rank > high && rank < low) return pivot;
            rest = rank <= high ? rest[..(high + 1)] : rest[low..];
            if (rank >= low) rank -= low;
        }
    }
}
