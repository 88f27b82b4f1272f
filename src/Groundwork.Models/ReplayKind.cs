namespace Groundwork.Models;

/// <summary>Where a replayed answer came from.</summary>
public enum ReplayKind
{
    /// <summary>An equal request.</summary>
    Exact,

    /// <summary>A request that was under way at the same time.</summary>
    Shared,

    /// <summary>A differently worded question of the same meaning.</summary>
    Semantic,
}
