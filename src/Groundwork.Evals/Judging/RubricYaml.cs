using System.Globalization;
using System.Text;
using Groundwork.Language;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Groundwork.Evals.Judging;

/// <summary>Reads one rubric and says, with the line, what is wrong with it.</summary>
internal sealed class RubricYaml(string source)
{
    private const int MostCriteria = 10;
    private const int MostLevels = 5;
    private const int MostExamples = 20;
    private const int MostNameCharacters = 64;
    private const int Deepest = 8;

    public Rubric Read(string yaml)
    {
        var root = Mapping(Load(yaml), "rubric", "title", "instructions", "criteria");
        var name = Name(root, "rubric");
        var criteria = List(Required(root, "criteria"), MostCriteria, "criteria").ConvertAll(ReadCriterion);
        if (criteria.GroupBy(criterion => criterion.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw Problem(Required(root, "criteria"), $"there are two criteria \"{twice.Key}\"; give each a name of its own");
        var rubric = new Rubric(name, Text(root, "title"), criteria) { Instructions = Optional(root, "instructions") ?? "" };
        return rubric with { Fingerprint = FingerprintOf(rubric) };
    }

    private RubricCriterion ReadCriterion(YamlNode node)
    {
        var fields = Mapping(node, "name", "question", "looks-at", "levels", "examples");
        var levels = ReadLevels(Required(fields, "levels"));
        var examples = Find(fields, "examples") is { } list ? List(list, MostExamples, "examples").ConvertAll(example => ReadExample(example, levels)) : [];
        return new RubricCriterion(Name(fields, "name"), Text(fields, "question"), levels)
        {
            LooksAt = Find(fields, "looks-at") is { } inputs ? List(inputs, 4, "looks-at").Aggregate(RubricInputs.None, (all, input) => all | ReadInput(input)) : RubricInputs.Question,
            Examples = examples,
        };
    }

    private List<RubricLevel> ReadLevels(YamlNode node)
    {
        if (node is not YamlMappingNode mapping) throw Problem(node, "the levels must be numbers with their descriptions, like \"0: Wrong.\"");
        var levels = mapping.Children.Select(level => new RubricLevel(Number(level.Key, "a level"), TextOf(level.Value, "the description of a level"))).OrderBy(level => level.Value).ToList();
        if (levels.Count is < 2 or > MostLevels) throw Problem(node, FormattableString.Invariant($"there are {levels.Count} levels; people and models can tell 2 to {MostLevels} apart"));
        if (levels.DistinctBy(level => level.Value).Count() != levels.Count) throw Problem(node, "a level is there twice");
        return levels;
    }

    private RubricExample ReadExample(YamlNode node, List<RubricLevel> levels)
    {
        var fields = Mapping(node, "question", "answer", "level", "reason");
        var level = Number(Required(fields, "level"), "level");
        if (!levels.Exists(known => known.Value == level)) throw Problem(node, FormattableString.Invariant($"the example has level {level}, which is none of {string.Join(", ", levels.Select(known => known.Value))}"));
        return new RubricExample(Optional(fields, "question") ?? "", Text(fields, "answer"), level, Text(fields, "reason"));
    }

    private RubricInputs ReadInput(YamlNode node) => TextOf(node, "looks-at") switch
    {
        "question" => RubricInputs.Question,
        "conversation" => RubricInputs.Conversation,
        "passages" => RubricInputs.Passages,
        "reference" => RubricInputs.Reference,
        var other => throw Problem(node, $"\"{other}\" is nothing to look at; use question, conversation, passages or reference (the answer is always looked at)"),
    };

    private YamlNode Load(string yaml)
    {
        try
        {
            RefuseDepthAndAliases(yaml);
            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            return stream.Documents.Count == 1 ? stream.Documents[0].RootNode : throw new JudgeFileException(source, "", $"It holds {stream.Documents.Count.ToString(CultureInfo.InvariantCulture)} documents; a rubric is one.");
        }
        catch (YamlException problem)
        {
            throw new JudgeFileException(source, FormattableString.Invariant($"line {problem.Start.Line}"), "this is no YAML. Check the indentation and quote texts that hold a colon.");
        }
        catch (Exception problem) when (problem is ArgumentException or InvalidOperationException or FormatException or OverflowException or IndexOutOfRangeException)
        {
            // The parser lets its own slips through on broken input.
            throw new JudgeFileException(source, "", "this is no YAML. Check the indentation and quote texts that hold a colon.");
        }
    }

    // The tree is built by recursion, and an alias may stand for much: both are bounded before.
    private void RefuseDepthAndAliases(string yaml)
    {
        var depth = 0;
        var parser = new Parser(new StringReader(yaml));
        while (parser.MoveNext())
        {
            if (parser.Current is AnchorAlias) throw new JudgeFileException(source, FormattableString.Invariant($"line {parser.Current.Start.Line}"), "an alias stands here; write the text out.");
            depth += parser.Current!.NestingIncrease;
            if (depth > Deepest + 2) throw new JudgeFileException(source, FormattableString.Invariant($"line {parser.Current.Start.Line}"), "this is nested deeper than any rubric.");
        }
    }

    private YamlMappingNode Mapping(YamlNode node, params string[] known)
    {
        if (node is not YamlMappingNode mapping) throw Problem(node, $"here should stand {string.Join(", ", known)}");
        foreach (var field in mapping.Children.Keys)
            if (field is not YamlScalarNode { Value: { } name } || !known.Contains(name, StringComparer.Ordinal)) throw Problem(field, $"\"{field}\" is not known here; there are {string.Join(", ", known)}");
        return mapping;
    }

    private List<YamlNode> List(YamlNode node, int most, string what)
    {
        if (node is not YamlSequenceNode { Children.Count: > 0 } list) throw Problem(node, $"{what} must be a list with at least one entry");
        return list.Children.Count <= most ? [.. list.Children] : throw Problem(node, FormattableString.Invariant($"{what} has {list.Children.Count} entries; at most {most} are allowed"));
    }

    private string Name(YamlMappingNode fields, string field)
    {
        var name = Text(fields, field);
        return name.Length <= MostNameCharacters && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
            ? name
            : throw Problem(Required(fields, field), $"the name \"{name}\" must have 1 to {MostNameCharacters.ToString(CultureInfo.InvariantCulture)} lower-case letters, digits and hyphens");
    }

    private int Number(YamlNode node, string what) =>
        int.TryParse(TextOf(node, what), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number is >= -1000 and <= 1000
            ? number
            : throw Problem(node, $"{what} must be a whole number");

    private string Text(YamlMappingNode fields, string field) => TextOf(Required(fields, field), field);

    private string? Optional(YamlMappingNode fields, string field) => Find(fields, field) is { } node ? TextOf(node, field) : null;

    private string TextOf(YamlNode node, string what) =>
        node is YamlScalarNode { Value: { } text } && !string.IsNullOrWhiteSpace(text) ? text.Trim() : throw Problem(node, $"{what} must be a text");

    private YamlNode Required(YamlMappingNode fields, string field) => Find(fields, field) ?? throw Problem(fields, $"\"{field}\" is missing");

    private static YamlNode? Find(YamlMappingNode fields, string field) => fields.Children.TryGetValue(new YamlScalarNode(field), out var node) ? node : null;

    private JudgeFileException Problem(YamlNode node, string problem) => new(source, FormattableString.Invariant($"line {node.Start.Line}"), problem + ".");

    private static string FingerprintOf(Rubric rubric)
    {
        var all = new StringBuilder();
        Add(rubric.Name, rubric.Title, rubric.Instructions);
        foreach (var criterion in rubric.Criteria)
        {
            Add(criterion.Name, criterion.Question, ((int)criterion.LooksAt).ToString(CultureInfo.InvariantCulture));
            foreach (var level in criterion.Levels) Add(level.Value.ToString(CultureInfo.InvariantCulture), level.Anchor);
            foreach (var example in criterion.Examples) Add(example.Question, example.Answer, example.Level.ToString(CultureInfo.InvariantCulture), example.Reason);
        }

        return ContentHash.OfText(all.ToString()).Hex;

        void Add(params ReadOnlySpan<string> parts)
        {
            foreach (var part in parts) all.Append(CultureInfo.InvariantCulture, $"{part.Length}:{part}\n");
        }
    }
}
