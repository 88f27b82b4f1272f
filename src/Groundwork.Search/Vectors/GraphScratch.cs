namespace Groundwork.Search.Vectors;

/// <summary>Room for one search at a time; nothing is allocated while it runs.</summary>
internal sealed class GraphScratch
{
    private byte[] _visited = [];
    private byte _epoch;

    /// <summary>Candidates, best first, as made by <see cref="Candidate"/>.</summary>
    public long[] Pool { get; private set; } = [];

    /// <summary>Candidates in <see cref="Pool"/>.</summary>
    public int Count { get; set; }

    /// <summary>Neighbours that wait for their nearness.</summary>
    public int[] Batch { get; } = new int[GraphShape.BaseLinks];

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
    }
}
