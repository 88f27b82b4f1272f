namespace Groundwork.Documents.Readers.Trees;

/// <summary>A value of a JSON, YAML or XML document with its name and its line.</summary>
internal sealed class TreeNode(TreeKind kind, string? name, int line, string? value = null)
{
    private static readonly List<TreeNode> s_none = [];

    private List<TreeNode>? _children;

    /// <summary>What it is.</summary>
    public TreeKind Kind => kind;

    /// <summary>Its name in the value around it; null for an item of a list.</summary>
    public string? Name => name;

    /// <summary>Its text; an XML element may have it beside children.</summary>
    public string? Value { get; set; } = value;

    /// <summary>Line at which it starts, from 1.</summary>
    public int Line => line;

    /// <summary>The values inside, in order; a name may stand twice.</summary>
    public IReadOnlyList<TreeNode> Children => _children ?? s_none;

    /// <summary>Texts in it and below, comments among them; complete once everything is added.</summary>
    public int Leaves { get; private set; } = kind is TreeKind.Text or TreeKind.Comment ? 1 : 0;

    public void Add(TreeNode child)
    {
        (_children ??= []).Add(child);
        Leaves += Math.Max(1, child.Leaves);
    }

    /// <summary>The text of a named child; null when there is none.</summary>
    public string? TextOf(string childName) => Child(childName) is { Kind: TreeKind.Text, Value: { Length: > 0 } text } ? text : null;

    /// <summary>A named child; null when there is none.</summary>
    public TreeNode? Child(string childName) => _children?.Find(child => string.Equals(child.Name, childName, StringComparison.Ordinal));
}
