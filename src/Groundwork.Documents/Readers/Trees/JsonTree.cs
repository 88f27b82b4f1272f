using System.Buffers;
using System.Text;
using System.Text.Json;
using Groundwork.Documents.Canonical;

namespace Groundwork.Documents.Readers.Trees;

/// <summary>Parses JSON, comments and trailing commas allowed. Names that stand twice are both kept, numbers stay as they are written.</summary>
internal static class JsonTree
{
    private static readonly JsonReaderOptions s_options = new()
    {
        CommentHandling = JsonCommentHandling.Allow, AllowTrailingCommas = true, AllowMultipleValues = true, MaxDepth = TreeLimits.MaxDepth,
    };

    /// <param name="json">UTF-8 without a byte order mark.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static TreeResult Parse(ReadOnlySpan<byte> json, CancellationToken cancellationToken)
    {
        var reader = new Utf8JsonReader(json, s_options);
        var roots = new TreeNode(TreeKind.List, null, 1);
        var open = new Stack<TreeNode>();
        open.Push(roots);
        string? name = null;
        int line = 1, values = 0;
        long counted = 0;
        try
        {
            while (reader.Read())
            {
                line += json[(int)counted..(int)reader.TokenStartIndex].Count((byte)'\n');
                counted = reader.TokenStartIndex;
                switch (reader.TokenType)
                {
                    case JsonTokenType.PropertyName:
                        name = TextOf(ref reader);
                        continue;
                    case JsonTokenType.EndObject or JsonTokenType.EndArray:
                        // A parent counts the leaves of a child when it is complete.
                        var closed = open.Pop();
                        open.Peek().Add(closed);
                        continue;
                }

                if (++values > TreeLimits.MaxValues) return TreeResult.TooMany;
                if ((values & 0xFFF) == 0) cancellationToken.ThrowIfCancellationRequested();
                switch (reader.TokenType)
                {
                    case JsonTokenType.StartObject:
                        open.Push(new TreeNode(TreeKind.Record, name, line));
                        break;
                    case JsonTokenType.StartArray:
                        open.Push(new TreeNode(TreeKind.List, name, line));
                        break;
                    case JsonTokenType.Comment:
                        open.Peek().Add(new TreeNode(TreeKind.Comment, null, line, CanonicalText.Clean(reader.GetComment()).Trim()));
                        continue;
                    default:
                        open.Peek().Add(new TreeNode(TreeKind.Text, name, line, TextOf(ref reader)));
                        break;
                }

                name = null;
            }
        }
        catch (JsonException problem)
        {
            return reader.CurrentDepth >= TreeLimits.MaxDepth ? TreeResult.TooDeep : new TreeResult(null, FormattableString.Invariant($"it is no JSON in line {(problem.LineNumber ?? 0) + 1}"));
        }

        var found = roots.Children.Where(node => node.Kind != TreeKind.Comment).ToList();
        return found.Count == 0 ? new TreeResult(null, "it holds no value") : new TreeResult(roots.Children.Count == 1 ? found[0] : roots, null);
    }

    private static string TextOf(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
        {
            try
            {
                return CanonicalText.Clean(reader.GetString()!);
            }
            catch (InvalidOperationException)
            {
                // Half of a surrogate pair as an escape: the escapes themselves are shown.
            }
        }

        return CanonicalText.Clean(Encoding.UTF8.GetString(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan));
    }
}
