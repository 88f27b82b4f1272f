using System.Globalization;
using Groundwork.Documents.Canonical;
using Groundwork.Documents.Readers.Tables;

namespace Groundwork.Documents.Readers.Trees;

/// <summary>
/// Writes a tree as readable text: large values get their name as heading, lists of flat records become tables, everything else becomes lines
/// <c>path: value</c>. Recursion is bounded by <see cref="TreeLimits.MaxDepth"/>.
/// </summary>
internal sealed class TreeWriter(DocumentBuilder builder, long maxCharacters, CancellationToken cancellationToken)
{
    private const int MaxHeadingLevel = 6;

    // A value of fewer texts is shown as lines under the heading above it.
    private const int MinLeavesForHeading = 13;

    // The values at the top get headings however small they are, as long as they are few.
    private const int MaxTopHeadings = 100;
    private const int MaxBlockCharacters = 1600;

    // Longer texts, and texts of several lines, are blocks of their own.
    private const int MaxLineCharacters = 400;
    private const int MaxNameCharacters = 200;
    private const int MaxPathCharacters = 400;
    private const int MinRecords = 2;

    // Records that share few columns are no table.
    private const int MaxColumnsPerValue = 2;

    private readonly BlockText _text = new();
    private long _written;
    private int _topValues;

    public void Write(TreeNode root)
    {
        _topValues = root.Children.Count;
        if (root.Kind == TreeKind.List && IsTable(root)) WriteTable(root);
        else if (OnlyValue(root) is { } only)
        {
            foreach (var child in root.Children)
            {
                if (child == only) Write(child);
                else AddLine("", child.Value, child.Line);
            }
        }
        else if (root.Kind is TreeKind.Record or TreeKind.List) WriteChildren(root, 1, "");
        else AddLine("", root.Value, root.Line);
        Flush();
    }

    /// <summary>The one value of a document whose other parts are comments; null for any other.</summary>
    public static TreeNode? OnlyValue(TreeNode root)
    {
        if (root.Kind != TreeKind.List || root.Children.Count < 2) return null;
        var values = root.Children.Where(child => child.Kind != TreeKind.Comment).Take(2).ToList();
        return values.Count == 1 ? values[0] : null;
    }

    private void WriteChildren(TreeNode parent, int level, string path)
    {
        for (var i = 0; i < parent.Children.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Write(parent.Children[i], parent.Kind == TreeKind.List ? i : null, level, path);
            // The items of a list are apart from each other when they are more than a text.
            if (parent.Kind == TreeKind.List && parent.Children[i].Kind is TreeKind.Record or TreeKind.List) Flush();
        }
    }

    private void Write(TreeNode node, int? index, int level, string path)
    {
        var name = node.Name ?? "";
        var own = index is null ? Join(path, name) : string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]");
        switch (node.Kind)
        {
            case TreeKind.Comment:
                AddLine("", node.Value, node.Line);
                return;
            case TreeKind.Text:
                AddLine(own, node.Value, node.Line);
                return;
        }

        if (node.Children.Count == 0)
        {
            AddLine(own, node.Value ?? "", node.Line);
            return;
        }

        if (node.Kind == TreeKind.List && Joined(node) is { } joined)
        {
            AddLine(own, joined, node.Line);
            return;
        }

        var isTable = node.Kind == TreeKind.List && IsTable(node);
        var hasHeading = level <= MaxHeadingLevel && ((level == 1 && index is null && _topValues <= MaxTopHeadings) || isTable || node.Leaves >= MinLeavesForHeading);
        if (hasHeading)
        {
            Flush();
            AddHeading(index is null ? name : LabelOf(node, index.Value), level, node.Line);
        }
        else if (isTable)
        {
            AddLine(own, "", node.Line);
            Flush();
        }

        if (!string.IsNullOrEmpty(node.Value)) AddLine(hasHeading ? "" : own, node.Value, node.Line);
        if (isTable) WriteTable(node);
        else WriteChildren(node, hasHeading ? level + 1 : level, hasHeading ? "" : own);
        if (hasHeading) Flush();
    }

    private static string Join(string path, string name)
    {
        if (name.Length > MaxNameCharacters) name = Cut(name, MaxNameCharacters);
        if (path.Length > MaxPathCharacters) path = "…";
        return path.Length == 0 ? name : name.Length == 0 ? path : path + "." + name;
    }

    private static string LabelOf(TreeNode node, int index) =>
        node.TextOf("name") ?? node.TextOf("title") ?? node.TextOf("id") ?? node.Child("metadata")?.TextOf("name") ?? string.Create(CultureInfo.InvariantCulture, $"[{index}]");

    // A list of short texts on one line; null for any other list.
    private static string? Joined(TreeNode list)
    {
        var length = 0;
        foreach (var item in list.Children)
        {
            if (item.Kind != TreeKind.Text || item.Value is null || item.Value.Contains('\n')) return null;
            length += item.Value.Length + 2;
            if (length > MaxLineCharacters) return null;
        }

        return string.Join(", ", list.Children.Select(item => item.Value));
    }

    private static bool IsTable(TreeNode list)
    {
        if (list.Children.Count < MinRecords) return false;
        var columns = new HashSet<string>(StringComparer.Ordinal);
        long cells = 0;
        foreach (var record in list.Children)
        {
            if (record.Kind != TreeKind.Record || record.Children.Count == 0 || !string.IsNullOrEmpty(record.Value)) return false;
            foreach (var cell in record.Children)
            {
                if (string.IsNullOrEmpty(cell.Name) || CellOf(cell) is null) return false;
                columns.Add(cell.Name);
                cells++;
            }
        }

        return (long)columns.Count * list.Children.Count <= cells * MaxColumnsPerValue;
    }

    private static string? CellOf(TreeNode cell) => cell.Kind switch
    {
        TreeKind.Text when cell.Value!.Length <= MaxLineCharacters => cell.Value,
        TreeKind.List => Joined(cell),
        _ => null,
    };

    private void WriteTable(TreeNode list)
    {
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var cell in list.Children.SelectMany(record => record.Children)) columns.TryAdd(cell.Name!, columns.Count);
        var table = new TableBlocks(builder, [.. columns.Keys], list.Line, maxCharacters);
        foreach (var record in list.Children)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var cells = Enumerable.Repeat("", columns.Count).ToArray();
            // A name that stands twice in a record keeps both values.
            foreach (var cell in record.Children.GroupBy(cell => cell.Name!, StringComparer.Ordinal))
                cells[columns[cell.Key]] = string.Join(", ", cell.Select(CellOf).SkipWhile(string.IsNullOrEmpty));

            table.Add(cells, record.Line);
        }

        table.Finish();
    }

    private void AddHeading(string name, int level, int line)
    {
        _text.Clear();
        _text.At(line).Append(Cut(string.Join(' ', name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), MaxNameCharacters));
        builder.Add(BlockKind.Heading, _text, level);
        _text.Clear();
    }

    private void AddLine(string path, string? value, int line)
    {
        value ??= "";
        _written += path.Length + value.Length + 3;
        if (_written > maxCharacters)
            throw new DocumentUnreadableException(UnreadableReason.TooLarge, FormattableString.Invariant(
                $"\"{builder.Source.Path}\" would become more than {maxCharacters} characters of text, with the paths of its values. Split it, or raise MaxBytes."));
        var isLong = value.Length > MaxLineCharacters || value.AsSpan().TrimEnd().Contains('\n');
        if (isLong || _text.Length > MaxBlockCharacters) Flush();
        if (_text.Length > 0) _text.Append("\n");
        _text.At(line).Append(path);
        if (path.Length > 0) _text.Append(value.Length > 0 ? ": " : ":");
        _text.Append(value.AsSpan().TrimEnd());
        if (isLong) Flush();
    }

    private void Flush()
    {
        if (_text.Length > 0) builder.Add(BlockKind.Paragraph, _text);
        _text.Clear();
    }

    private static string Cut(string text, int length) =>
        text.Length <= length ? text : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[length - 1]) ? length - 1 : length), "…");
}
