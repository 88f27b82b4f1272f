using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Groundwork.Evals.Gates;

/// <summary>Reads the part of YAML that a gate needs: one document of mappings, sequences and scalars. Anchors, aliases and tags are refused.</summary>
internal static class YamlText
{
    private const int MostChars = 1_000_000;
    private const int MostDepth = 16;

    public static YamlNode Read(string text, string file)
    {
        if (text.Length > MostChars) throw new GateFileException(file, 0, FormattableString.Invariant($"The file has {text.Length} characters; {MostChars} are the most that are read."));
        using var reader = new StringReader(text);
        var parser = new Parser(reader);
        try
        {
            parser.Consume<StreamStart>();
            if (parser.Accept<StreamEnd>(out _)) throw new GateFileException(file, 0, "The file is empty.");
            parser.Consume<DocumentStart>();
            var node = Node(parser, file, 0);
            parser.Consume<DocumentEnd>();
            if (parser.Accept<DocumentStart>(out var second)) throw new GateFileException(file, Line(second), "A second document begins here; one file holds one.");
            return node;
        }
        catch (YamlException exception)
        {
            throw new GateFileException(file, checked((int)exception.Start.Line), $"This is no YAML: {exception.Message}", exception);
        }
    }

    private static YamlNode Node(Parser parser, string file, int depth)
    {
        var begin = parser.Current!;
        if (begin is AnchorAlias || begin is NodeEvent { Anchor.IsEmpty: false } or NodeEvent { Tag.IsEmpty: false })
            throw new GateFileException(file, Line(begin), "Anchors, aliases and tags are not read here; write the value out.");
        if (depth > MostDepth) throw new GateFileException(file, Line(begin), FormattableString.Invariant($"Nested deeper than {MostDepth}."));
        if (parser.TryConsume<Scalar>(out var scalar)) return new YamlNode.Text(Line(scalar), scalar.Value);
        return parser.TryConsume<SequenceStart>(out var sequence) ? Sequence(parser, file, depth, Line(sequence)) : Map(parser, file, depth);
    }

    private static YamlNode.Sequence Sequence(Parser parser, string file, int depth, int line)
    {
        var items = new List<YamlNode>();
        while (!parser.TryConsume<SequenceEnd>(out _)) items.Add(Node(parser, file, depth + 1));
        return new YamlNode.Sequence(line, items);
    }

    private static YamlNode.Map Map(Parser parser, string file, int depth)
    {
        var line = Line(parser.Consume<MappingStart>());
        var members = new List<YamlMember>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            if (!parser.TryConsume<Scalar>(out var name)) throw new GateFileException(file, Line(parser.Current!), "The name of a member must be a word.");
            if (!names.Add(name.Value)) throw new GateFileException(file, Line(name), $"\"{name.Value}\" is given twice.");
            members.Add(new YamlMember(name.Value, Line(name), Node(parser, file, depth + 1)));
        }

        return new YamlNode.Map(line, members);
    }

    private static int Line(ParsingEvent at) => checked((int)at.Start.Line);
}
