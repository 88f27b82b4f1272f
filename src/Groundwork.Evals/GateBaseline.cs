namespace Groundwork.Evals;

/// <summary>Where a gate's baseline is.</summary>
public abstract record GateBaseline
{
    private GateBaseline()
    {
    }

    /// <summary>A pinned run.</summary>
    /// <param name="Name">Its baseline name or run id.</param>
    public sealed record Pinned(string Name) : GateBaseline;

    /// <summary>A baseline file.</summary>
    /// <param name="Path">Relative to the gate's file.</param>
    public sealed record Stored(string Path) : GateBaseline;

    /// <summary>Means that were measured elsewhere; nothing is paired, so more items are needed.</summary>
    /// <param name="Means">By metric.</param>
    public sealed record Numbers(IReadOnlyDictionary<string, double> Means) : GateBaseline;
}
