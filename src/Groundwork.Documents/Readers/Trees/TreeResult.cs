namespace Groundwork.Documents.Readers.Trees;

/// <summary>A parsed tree, or why there is none.</summary>
/// <param name="Root">The tree; null when the text is none.</param>
/// <param name="Problem">Why not, for people; null when it is one.</param>
internal readonly record struct TreeResult(TreeNode? Root, string? Problem)
{
    public static TreeResult TooMany { get; } = new(null, FormattableString.Invariant($"it holds more than {TreeLimits.MaxValues} values"));

    public static TreeResult TooDeep { get; } = new(null, FormattableString.Invariant($"its values stand more than {TreeLimits.MaxDepth} deep in each other"));
}
