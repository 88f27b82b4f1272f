using System.Runtime.CompilerServices;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Groundwork.Evals.Datasets;

/// <summary>
/// Test cases of promptfoo: a list of tests, or a configuration with <c>tests</c> and <c>defaultTest</c>. <c>vars</c> become variables, lists of values one sample for each combination, and <c>assert</c> becomes checks.
/// A <c>file://</c> is read when it is a text within the folder of the file, and refused by name otherwise: nothing is ever run.
/// </summary>
internal static class PromptfooFile
{
    private const int MostCombinations = 1000;

    private static readonly string[] s_questions = ["input", "question", "query", "prompt", "message", "text"];

    public static async IAsyncEnumerable<(string Place, Sample Sample)> ReadAsync(ImportContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var files = new NeighbourFiles(context.Path);
        var root = await LoadAsync(context.Path, context, cancellationToken);
        var defaults = root is YamlMappingNode config && Child(config, "defaultTest") is { } given ? TestCase.Read(given, files, context) : TestCase.Empty;
        var number = 0;
        foreach (var test in Tests(root, files, context))
        {
            cancellationToken.ThrowIfCancellationRequested();
            number++;
            var place = FormattableString.Invariant($"line {test.Start.Line}");
            var read = TestCase.Read(test, files, context);
            var combinations = Combinations(defaults.Variables, read.Variables, place, context);
            for (var i = 0; i < combinations.Count; i++)
                yield return (
                    combinations.Count == 1 ? place : FormattableString.Invariant($"{place} ({i + 1})"),
                    ToSample(combinations.Count == 1 ? FormattableString.Invariant($"test-{number}") : FormattableString.Invariant($"test-{number}.{i + 1}"), combinations[i], defaults, read, context.Origin(place)));
        }
    }

    internal static YamlNode? Child(YamlMappingNode node, string name) => node.Children.TryGetValue(new YamlScalarNode(name), out var child) ? child : null;

    private static async ValueTask<YamlNode> LoadAsync(string path, ImportContext context, CancellationToken cancellationToken)
    {
        if (new FileInfo(path).Length > YamlDocument.MostCharacters * 4L) throw context.Problems.Refuse("the file", FormattableString.Invariant($"it is larger than {YamlDocument.MostCharacters * 4L} bytes"));
        using var reader = TextLines.Open(path);
        try
        {
            return YamlDocument.Parse(await reader.ReadToEndAsync(cancellationToken));
        }
        catch (Exception problem) when (problem is FormatException or System.Text.DecoderFallbackException)
        {
            throw context.Problems.Refuse("the file", problem.Message);
        }
    }

    private static IEnumerable<YamlNode> Tests(YamlNode root, NeighbourFiles files, ImportContext context)
    {
        var tests = root is YamlMappingNode config ? Child(config, "tests") : root;
        if (tests is YamlScalarNode { Value: { } reference } && NeighbourFiles.IsReference(reference)) tests = Include(reference, tests.Start, files, context);
        if (tests is not YamlSequenceNode list)
        {
            context.Problems.Add(FormattableString.Invariant($"line {root.Start.Line}"), "there is no list of tests");
            yield break;
        }

        foreach (var test in list)
        {
            var node = test is YamlScalarNode { Value: { } part } && NeighbourFiles.IsReference(part) ? Include(part, test.Start, files, context) : test;
            if (node is YamlSequenceNode included) foreach (var inner in included) yield return inner;
            else if (node is not null) yield return node;
        }
    }

    private static YamlNode? Include(string reference, Mark mark, NeighbourFiles files, ImportContext context)
    {
        try
        {
            return YamlDocument.Parse(files.Read(reference));
        }
        catch (FormatException problem)
        {
            context.Problems.Add(FormattableString.Invariant($"line {mark.Line}"), problem.Message);
            return null;
        }
    }

    private static List<Dictionary<string, string>> Combinations(
        IReadOnlyDictionary<string, IReadOnlyList<string>> defaults, IReadOnlyDictionary<string, IReadOnlyList<string>> own, string place, ImportContext context)
    {
        var values = new SortedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var (name, given) in defaults) values[name] = given;
        foreach (var (name, given) in own) values[name] = given;
        List<Dictionary<string, string>> combinations = [new(StringComparer.Ordinal)];
        foreach (var (name, given) in values)
        {
            if ((long)combinations.Count * given.Count > MostCombinations)
            {
                context.Problems.Add(place, FormattableString.Invariant($"its variables have more than {MostCombinations} combinations"));
                return [];
            }

            combinations = [.. combinations.SelectMany(_ => given, (before, value) => new Dictionary<string, string>(before, StringComparer.Ordinal) { [name] = value })];
        }

        return combinations;
    }

    private static Sample ToSample(string id, Dictionary<string, string> variables, TestCase defaults, TestCase test, Provenance origin)
    {
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in defaults.Metadata.Concat(test.Metadata)) tags[name] = value;
        if (test.Description is { } description) tags["description"] = description;
        List<SampleCheck> checks = [.. defaults.Checks, .. test.Checks];
        return new Sample(id, InputOf(variables, test.Description), new Expectation { Checks = checks.Count == 0 ? null : checks }) { Variables = variables, Tags = tags, Origin = origin };
    }

    // The variable that is called like a question; the only one; or all of them by name.
    private static string InputOf(Dictionary<string, string> variables, string? description)
    {
        foreach (var name in s_questions)
            if (variables.TryGetValue(name, out var value))
                return value;
        return variables.Count switch
        {
            0 => description ?? "",
            1 => variables.Values.Single(),
            _ => string.Join('\n', variables.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}: {pair.Value}")),
        };
    }
}
