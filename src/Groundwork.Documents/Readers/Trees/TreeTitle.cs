namespace Groundwork.Documents.Readers.Trees;

/// <summary>The title of a tree: what the document calls itself, else the name of its file. A heading inside it names a part, not the whole.</summary>
internal static class TreeTitle
{
    public static string Of(TreeNode root, string fileName)
    {
        root = TreeWriter.OnlyValue(root) ?? root;
        return root.TextOf("title") ?? root.TextOf("name") ?? root.Child("info")?.TextOf("title") ?? root.Child("channel")?.TextOf("title") ?? root.Child("metadata")?.TextOf("name")
            ?? Path.GetFileNameWithoutExtension(fileName);
    }
}
