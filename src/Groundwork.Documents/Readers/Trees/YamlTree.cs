using Groundwork.Documents.Canonical;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Groundwork.Documents.Readers.Trees;

/// <summary>
/// Parses YAML with its comments. An alias of a short text becomes that text, an alias of anything else stays <c>*name</c>: nothing is ever
/// copied out of proportion.
/// </summary>
internal static class YamlTree
{
    private const int MaxAliasCharacters = 200;

    public static TreeResult Parse(string yaml, CancellationToken cancellationToken)
    {
        // The parser reads comments in most places only; where it stumbles over one, they are left out.
        var withComments = Parse(yaml, skipComments: false, cancellationToken);
        return withComments.Root is null ? Parse(yaml, skipComments: true, cancellationToken) : withComments;
    }

    private static TreeResult Parse(string yaml, bool skipComments, CancellationToken cancellationToken)
    {
        using var reader = new StringReader(yaml);
        var parser = new Parser(new Scanner(reader, skipComments));
        var documents = new TreeNode(TreeKind.List, null, 1);
        var open = new Stack<(TreeNode Node, bool WantsName)>();
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        open.Push((documents, false));
        string? name = null;
        var values = 0;
        try
        {
            while (parser.MoveNext())
            {
                var line = (int)parser.Current!.Start.Line;
                switch (parser.Current)
                {
                    case Comment comment:
                        open.Peek().Node.Add(new TreeNode(TreeKind.Comment, null, line, CanonicalText.Clean(comment.Value).Trim('#', ' ')));
                        break;
                    case MappingEnd or SequenceEnd:
                        var closed = open.Pop().Node;
                        open.Peek().Node.Add(closed);
                        break;
                    case NodeEvent or AnchorAlias:
                        if (++values > TreeLimits.MaxValues) return TreeResult.TooMany;
                        if ((values & 0xFFF) == 0) cancellationToken.ThrowIfCancellationRequested();
                        if (open.Count > TreeLimits.MaxDepth) return TreeResult.TooDeep;
                        name = Take(parser.Current, name, line, open, texts);
                        break;
                }
            }
        }
        catch (YamlException problem)
        {
            return new TreeResult(null, FormattableString.Invariant($"it is no YAML in line {problem.Start.Line}"));
        }
        catch (Exception problem) when (problem is ArgumentException or InvalidOperationException or FormatException or OverflowException or IndexOutOfRangeException)
        {
            // The parser lets its own slips through on broken input.
            return new TreeResult(null, "it is no YAML");
        }

        return documents.Children.Count switch
        {
            0 => new TreeResult(null, "it holds no value"),
            1 => new TreeResult(documents.Children[0], null),
            _ => new TreeResult(documents, null),
        };
    }

    // Gives back the name that waits for its value; null when none waits.
    private static string? Take(ParsingEvent node, string? name, int line, Stack<(TreeNode Node, bool WantsName)> open, Dictionary<string, string> texts)
    {
        var (parent, wantsName) = open.Pop();
        // In a record, names and values take turns.
        open.Push((parent, parent.Kind == TreeKind.Record && !wantsName));
        var isName = parent.Kind == TreeKind.Record && wantsName;
        switch (node)
        {
            case MappingStart:
                open.Push((new TreeNode(TreeKind.Record, isName ? "?" : name, line), true));
                return isName ? "?" : null;
            case SequenceStart:
                open.Push((new TreeNode(TreeKind.List, isName ? "?" : name, line), false));
                return isName ? "?" : null;
            default:
                var text = TextOf(node, texts);
                if (isName) return text;
                parent.Add(new TreeNode(TreeKind.Text, name, line, text));
                return null;
        }
    }

    private static string TextOf(ParsingEvent node, Dictionary<string, string> texts)
    {
        if (node is AnchorAlias alias) return texts.GetValueOrDefault(alias.Value.Value) ?? "*" + alias.Value.Value;
        var scalar = (Scalar)node;
        var text = CanonicalText.Clean(scalar.Value);
        if (!scalar.Anchor.IsEmpty && text.Length <= MaxAliasCharacters) texts[scalar.Anchor.Value] = text;
        return text;
    }
}
