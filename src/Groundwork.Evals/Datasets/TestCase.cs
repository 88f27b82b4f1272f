using System.Collections.ObjectModel;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Groundwork.Evals.Datasets;

/// <summary>One test of promptfoo, or the defaults of all.</summary>
/// <param name="Description">What it is about; null for nothing.</param>
/// <param name="Variables">Values of each variable.</param>
/// <param name="Metadata">Scalars for people.</param>
/// <param name="Checks">Assertions.</param>
internal sealed record TestCase(
    string? Description, IReadOnlyDictionary<string, IReadOnlyList<string>> Variables, IReadOnlyDictionary<string, string> Metadata, IReadOnlyList<SampleCheck> Checks)
{
    private const string Not = "not-";
    private const int DeepestSets = 8;

    // What the scorer of checks knows; the others are kept, so that it can learn them.
    private static readonly string[] s_known =
    [
        "equals", "contains", "icontains", "contains-all", "contains-any", "icontains-all", "icontains-any", "starts-with", "regex",
        "is-json", "contains-json", "levenshtein", "rouge-n", "bleu", "latency", "cost",
    ];

    public static TestCase Empty { get; } = new(null, ReadOnlyDictionary<string, IReadOnlyList<string>>.Empty, ReadOnlyDictionary<string, string>.Empty, []);

    public static TestCase Read(YamlNode node, NeighbourFiles files, ImportContext context)
    {
        if (node is not YamlMappingNode test)
        {
            context.Problems.Add(Line(node), "a test is a mapping with vars and assert");
            return Empty;
        }

        var variables = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        if (PromptfooFile.Child(test, "vars") is YamlMappingNode vars)
            foreach (var (name, value) in vars.Children)
                variables[Text(name)] = value is YamlSequenceNode list ? [.. list.Select(item => Value(item, files, context))] : [Value(value, files, context)];
        else if (PromptfooFile.Child(test, "vars") is { } other)
            context.Problems.Add(Line(other), "\"vars\" is a mapping of names to values");
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        if (PromptfooFile.Child(test, "metadata") is YamlMappingNode given)
            foreach (var (name, value) in given.Children)
                if (value is YamlScalarNode scalar) metadata[Text(name)] = scalar.Value ?? "";
        var checks = new List<SampleCheck>();
        if (PromptfooFile.Child(test, "assert") is { } assertions) AddChecks(assertions, files, context, checks, depth: 0);
        return new TestCase(PromptfooFile.Child(test, "description") is YamlScalarNode { Value: { Length: > 0 } description } ? description : null, variables, metadata, checks);
    }

    private static void AddChecks(YamlNode node, NeighbourFiles files, ImportContext context, List<SampleCheck> checks, int depth)
    {
        if (node is not YamlSequenceNode list || depth > DeepestSets)
        {
            context.Problems.Add(Line(node), "\"assert\" is a list of assertions");
            return;
        }

        foreach (var item in list)
        {
            if (item is not YamlMappingNode assertion || PromptfooFile.Child(assertion, "type") is not YamlScalarNode { Value: { Length: > 0 } type })
                context.Problems.Add(Line(item), "an assertion is a mapping with a type");
            else if (string.Equals(type, "assert-set", StringComparison.Ordinal) && PromptfooFile.Child(assertion, "assert") is { } inner)
                AddChecks(inner, files, context, checks, depth + 1);
            else if (ReadCheck(type, assertion, files, context) is { } check)
                checks.Add(check);
        }
    }

    private static SampleCheck? ReadCheck(string type, YamlMappingNode assertion, NeighbourFiles files, ImportContext context)
    {
        var isNegated = type.StartsWith(Not, StringComparison.Ordinal);
        var kind = isNegated ? type[Not.Length..] : type;
        if (Array.IndexOf(s_known, kind) < 0) context.Count($"the assertion \"{Storing.JsonMembers.Shorten(type)}\" is kept and not known to the scorer of checks");
        var weight = Number(assertion, "weight", context) ?? 1;
        if (weight == 0)
        {
            context.Count("an assertion of weight 0 decides nothing and was left out");
            return null;
        }

        if (!(weight > 0)) context.Problems.Add(Line(assertion), FormattableString.Invariant($"the weight of an assertion is 0 or more, not {weight}"));
        return new SampleCheck(kind, PromptfooFile.Child(assertion, "value") is { } value ? Value(value, files, context) : "")
        {
            IsNegated = isNegated, Weight = weight > 0 ? weight : 1, Threshold = Number(assertion, "threshold", context),
        };
    }

    private static double? Number(YamlMappingNode node, string name, ImportContext context)
    {
        if (PromptfooFile.Child(node, name) is not { } child) return null;
        if (child is YamlScalarNode { Value: { } text } && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)) return number;
        context.Problems.Add(Line(child), $"\"{name}\" is a number");
        return null;
    }

    private static string Value(YamlNode node, NeighbourFiles files, ImportContext context)
    {
        if (node is not YamlScalarNode { Value: { } text }) return node is YamlScalarNode ? "" : Json(node);
        if (!NeighbourFiles.IsReference(text)) return text;
        try
        {
            return files.Read(text);
        }
        catch (FormatException problem)
        {
            context.Problems.Add(Line(node), problem.Message);
            return "";
        }
    }

    private static string Text(YamlNode node) => node is YamlScalarNode { Value: { } text } ? text : Json(node);

    private static string Line(YamlNode node) => FormattableString.Invariant($"line {node.Start.Line}");

    // Lists and schemas travel as JSON.
    private static string Json(YamlNode node)
    {
        var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping })) Write(node, writer);
        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void Write(YamlNode node, Utf8JsonWriter writer)
    {
        switch (node)
        {
            case YamlMappingNode map:
                writer.WriteStartObject();
                foreach (var (name, value) in map.Children)
                {
                    writer.WritePropertyName(Text(name));
                    Write(value, writer);
                }

                writer.WriteEndObject();
                break;
            case YamlSequenceNode list:
                writer.WriteStartArray();
                foreach (var value in list) Write(value, writer);
                writer.WriteEndArray();
                break;
            case YamlScalarNode { Style: not (ScalarStyle.Plain or ScalarStyle.Any) } quoted:
                writer.WriteStringValue(quoted.Value);
                break;
            case YamlScalarNode { Value: "true" or "false" } flag:
                writer.WriteBooleanValue(string.Equals(flag.Value, "true", StringComparison.Ordinal));
                break;
            case YamlScalarNode { Value: "null" or "~" or "" or null }:
                writer.WriteNullValue();
                break;
            case YamlScalarNode scalar when double.TryParse(scalar.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number):
                writer.WriteNumberValue(number);
                break;
            case YamlScalarNode scalar:
                writer.WriteStringValue(scalar.Value);
                break;
        }
    }
}
