using System.Text;
using System.Xml;
using Groundwork.Documents.Canonical;
using Groundwork.Documents.Readers.Trees;

namespace Groundwork.Documents.Readers.Markup;

/// <summary>Turns XML data into a tree: attributes and elements are named values, neighbours of one name are a list.</summary>
internal static class XmlTree
{
    /// <param name="xml">Well-formed, within <see cref="TreeLimits"/>.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static TreeNode Of(string xml, CancellationToken cancellationToken)
    {
        using var reader = XmlMarkupReader.Open(xml);
        var place = (IXmlLineInfo)reader;
        // Children wait with their element until it ends, so that neighbours of one name can be put together.
        var open = new Stack<(TreeNode Element, List<TreeNode> Children, StringBuilder Text)>();
        open.Push((new TreeNode(TreeKind.Record, null, 1), [], new StringBuilder()));
        while (reader.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    var isEmpty = reader.IsEmptyElement;
                    var element = new TreeNode(TreeKind.Record, reader.LocalName, place.LineNumber);
                    var values = new List<TreeNode>();
                    while (reader.MoveToNextAttribute())
                        if (reader.Prefix is not ("xmlns" or "xsi") && reader.LocalName is not "xmlns")
                            values.Add(new TreeNode(TreeKind.Text, reader.LocalName, place.LineNumber, CanonicalText.Clean(reader.Value)));
                    open.Push((element, values, new StringBuilder()));
                    if (isEmpty) Close(open);
                    break;
                // Comments and CDATA part a text into pieces; the blanks between them belong to it.
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                    open.Peek().Text.Append(reader.Value);
                    break;
                case XmlNodeType.EndElement:
                    Close(open);
                    break;
            }
        }

        return open.Pop().Children[0];
    }

    private static void Close(Stack<(TreeNode Element, List<TreeNode> Children, StringBuilder Text)> open)
    {
        var (element, children, text) = open.Pop();
        element.Value = CanonicalText.Clean(text.ToString()).Trim();
        var siblings = open.Peek().Children;
        if (children.Count == 0)
        {
            siblings.Add(new TreeNode(TreeKind.Text, element.Name, element.Line, element.Value));
            return;
        }

        for (var i = 0; i < children.Count;)
        {
            var end = i + 1;
            while (end < children.Count && string.Equals(children[end].Name, children[i].Name, StringComparison.Ordinal)) end++;
            element.Add(end == i + 1 ? children[i] : ListOf(children, i, end));
            i = end;
        }

        siblings.Add(element);
    }

    private static TreeNode ListOf(List<TreeNode> children, int from, int to)
    {
        var list = new TreeNode(TreeKind.List, children[from].Name, children[from].Line);
        for (var i = from; i < to; i++) list.Add(children[i]);
        return list;
    }
}
