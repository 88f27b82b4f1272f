namespace Groundwork.Search.Vectors;

/// <summary>The sizes of a graph, as in Malkov and Yashunin 2018, section 4.1.</summary>
internal static class GraphShape
{
    /// <summary>Links a node gets when it is inserted, and keeps at most on the upper layers (M).</summary>
    public const int Links = 16;

    /// <summary>Links a node keeps at most on the base layer (Mmax0 = 2·M).</summary>
    public const int BaseLinks = 2 * Links;

    /// <summary>Candidates looked at when a node is inserted (efConstruction).</summary>
    public const int BuildEffort = 280;

    /// <summary>Highest layer a node can have; reached once in 16^12 nodes.</summary>
    public const int MostLevel = 12;

    /// <summary>Stands in the unused places of a list of links.</summary>
    public const uint NoLink = uint.MaxValue;

    /// <summary>The highest layer of a node, 0 for most: a share of 1/16 reaches each next layer (mL = 1/ln M).</summary>
    /// <remarks>A hash of the row number, so that layers depend neither on threads nor on the order of insertion.</remarks>
    public static int LevelOf(int row)
    {
        // SplitMix64 (Steele, Lea and Flood 2014).
        var hash = ((ulong)row + 1) * 0x9E3779B97F4A7C15;
        hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9;
        hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EB;
        hash ^= hash >> 31;
        return Math.Min(MostLevel, System.Numerics.BitOperations.LeadingZeroCount(hash) / 4);
    }
}
