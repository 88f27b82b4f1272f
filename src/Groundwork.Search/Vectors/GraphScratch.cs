namespace Groundwork.Search.Vectors;

/// <summary>Room for one search at a time; nothing is allocated while it runs.</summary>
internal sealed class GraphScratch
{
    private const int RowsAtOnce = 512;
    private byte[] _visited = [];
    private byte _epoch;
    private long[] _passed = new long[RowsAtOnce];
    private int _passedCount;

    /// <summary>Candidates, best first, as made by <see cref="Candidate"/>.</summary>
    public long[] Pool { get; private set; } = [];

    /// <summary>Candidates in <see cref="Pool"/>.</summary>
    public int Count { get; set; }

    /// <summary>Candidates that were compared and found no place in the pool, or lost it; by their exact nearness they may still be better.</summary>
    public ReadOnlySpan<long> Passed => _passed.AsSpan(0, _passedCount);

    /// <summary>Neighbours that wait for their nearness.</summary>
    public int[] Batch { get; } = new int[GraphShape.BaseLinks];

    /// <summary>Candidates whose links may still be followed, where the pool holds permitted rows alone.</summary>
    public CandidateHeap Pending { get; } = new();

    /// <summary>Permitted rows of a scan.</summary>
    public int[] Rows { get; } = new int[RowsAtOnce];

    /// <summary>The query in 16 bits.</summary>
    public short[] Query { get; private set; } = [];

    /// <summary>The epoch in which each node was last visited.</summary>
    public byte[] Visited => _visited;

    public byte Epoch => _epoch;

    /// <summary>Forgets all visits and candidates.</summary>
    /// <param name="nodes">Nodes that can be visited.</param>
    /// <param name="effort">Candidates to be kept.</param>
    public void Begin(int nodes, int effort)
    {
        if (_visited.Length < nodes)
        {
            _visited = new byte[nodes];
            _epoch = 0;
        }

        if (_epoch == byte.MaxValue)
        {
            Array.Clear(_visited);
            _epoch = 0;
        }

        _epoch++;
        if (Pool.Length < effort) Pool = new long[effort];
        Count = 0;
        _passedCount = 0;
    }

    public void Pass(long candidate)
    {
        if (_passedCount == _passed.Length) Array.Resize(ref _passed, _passedCount * 2);
        _passed[_passedCount++] = candidate;
    }

    /// <summary>Makes room for the codes of a query.</summary>
    public Span<short> QueryOf(int stride)
    {
        if (Query.Length < stride) Query = new short[stride];
        return Query.AsSpan(0, stride);
    }

    /// <summary>Makes room for one more candidate in the pool.</summary>
    public void Add(long candidate)
    {
        if (Count == Pool.Length)
        {
            var pool = new long[Math.Max(RowsAtOnce, Count * 2)];
            Pool.AsSpan(0, Count).CopyTo(pool);
            Pool = pool;
        }

        Pool[Count++] = candidate;
    }
}
