namespace Groundwork.Search.Vectors;

/// <summary>What one thread needs to insert nodes.</summary>
/// <param name="stride">Codes of a row.</param>
internal sealed class BuilderRoom(int stride)
{
    public GraphScratch Scratch { get; } = new();

    /// <summary>The codes of the inserted row.</summary>
    public short[] Query { get; } = new short[stride];

    /// <summary>The codes of the rows chosen so far, one after the other.</summary>
    public short[] Widened { get; } = new short[stride * GraphShape.BaseLinks];

    /// <summary>The candidates chosen last.</summary>
    public long[] Chosen { get; } = new long[GraphShape.BaseLinks];

    /// <summary>The links of a list that is trimmed, and the one that is added.</summary>
    public long[] Trimmed { get; } = new long[GraphShape.BaseLinks + 1];

    /// <summary>Neighbours that a node of an adopted graph may keep or gain.</summary>
    public List<int> Found { get; } = [];

    /// <summary>The same with their nearness.</summary>
    public List<long> Candidates { get; } = [];
}
