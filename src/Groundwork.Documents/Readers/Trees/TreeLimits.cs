namespace Groundwork.Documents.Readers.Trees;

/// <summary>How large a tree may become. A larger document is read as plain text.</summary>
internal static class TreeLimits
{
    /// <summary>Values in all.</summary>
    public const int MaxValues = 1_000_000;

    /// <summary>Values inside each other.</summary>
    public const int MaxDepth = 256;
}
