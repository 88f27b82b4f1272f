using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Groundwork.Evals.Datasets;

/// <summary>A YAML document of bounded size, depth and repetition.</summary>
internal static class YamlDocument
{
    public const int MostCharacters = 16 << 20;
    private const int MostDepth = 40;
    private const int MostNodes = 1_000_000;

    /// <exception cref="FormatException">It is none, or too large.</exception>
    public static YamlNode Parse(string text)
    {
        if (text.Length > MostCharacters) throw new FormatException(FormattableString.Invariant($"it has {text.Length} characters; the most are {MostCharacters}"));
        try
        {
            CheckDepth(text);
            using var reader = new StringReader(text);
            var stream = new YamlStream();
            stream.Load(reader);
            if (stream.Documents.Count == 0) throw new FormatException("it holds nothing");
            return stream.Documents[0].RootNode;
        }
        catch (YamlException problem)
        {
            throw new FormatException(FormattableString.Invariant($"it is no YAML in line {problem.Start.Line}: {problem.Message}"), problem);
        }
        catch (Exception problem) when (problem is ArgumentException or InvalidOperationException or OverflowException or IndexOutOfRangeException)
        {
            // The parser lets its own slips through on broken input.
            throw new FormatException("it is no YAML: " + problem.Message, problem);
        }
    }

    // The tree is built by recursion, so its depth is known before.
    private static void CheckDepth(string text)
    {
        using var reader = new StringReader(text);
        var parser = new Parser(reader);
        var (depth, nodes) = (0, 0);
        while (parser.MoveNext())
        {
            if (parser.Current is AnchorAlias) throw new FormatException(FormattableString.Invariant($"line {parser.Current.Start.Line} refers to another place with *; write it out"));
            if (parser.Current is NodeEvent && ++nodes > MostNodes) throw new FormatException(FormattableString.Invariant($"it has more than {MostNodes} values"));
            depth += parser.Current!.NestingIncrease;
            if (depth > MostDepth) throw new FormatException(FormattableString.Invariant($"line {parser.Current.Start.Line} is nested deeper than {MostDepth}"));
        }
    }
}
