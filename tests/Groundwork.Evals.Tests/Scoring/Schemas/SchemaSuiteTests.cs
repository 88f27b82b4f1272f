using System.Text.Json;
using Groundwork.TestKit;
using Shouldly;
using Xunit;

namespace Groundwork.Evals.Tests.Scoring.Schemas;

public sealed class SchemaSuiteTests
{
    // Documents that the suite expects at this address lie in a folder of their own, which the fixture may lack.
    private const string RemoteAddress = "http://localhost:1234/";

    [FixtureFact("json-schema-test-suite")]
    public void Every_required_test_of_draft_7_passes() => Run("draft7", JsonSchemaDraft.Draft7, leastRun: 850);

    [FixtureFact("json-schema-test-suite")]
    public void Every_required_test_of_draft_2020_12_passes() => Run("draft2020-12", JsonSchemaDraft.Draft202012, leastRun: 1200);

    private static void Run(string draft, JsonSchemaDraft assumed, int leastRun)
    {
        var suite = Fixtures.Find("json-schema-test-suite")!;
        var remotes = Remotes(Path.Combine(suite, "remotes"), draft);
        var wrong = new List<string>();
        var run = 0;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(suite, draft), "*.json").Order(StringComparer.Ordinal))
        {
            using var groups = JsonDocument.Parse(File.ReadAllText(file));
            foreach (var group in groups.RootElement.EnumerateArray())
            {
                var schema = group.GetProperty("schema").GetRawText();
                foreach (var test in group.GetProperty("tests").EnumerateArray())
                {
                    var name = $"{Path.GetFileName(file)} | {group.GetProperty("description")} | {test.GetProperty("description")}";
                    var outcome = Outcome(schema, remotes, assumed, test.GetProperty("data"));
                    // Without the documents that the suite serves, a schema that refers to them is refused, and that is right.
                    if (remotes.Count == 0 && outcome.Contains(RemoteAddress, StringComparison.Ordinal))
                        continue;
                    run++;
                    if (!outcome.Equals(test.GetProperty("valid").GetBoolean() ? "valid" : "invalid", StringComparison.Ordinal))
                        wrong.Add($"{name}: {outcome}");
                }
            }
        }

        wrong.ShouldBeEmpty();
        run.ShouldBeGreaterThan(leastRun);
    }

    private static string Outcome(string schema, Dictionary<string, string> remotes, JsonSchemaDraft assumed, JsonElement data)
    {
        try
        {
            return JsonSchema.Parse(schema, remotes, assumed).Check(data, CancellationToken.None) is null ? "valid" : "invalid";
        }
        catch (JsonSchemaException refusal)
        {
            return $"{refusal.Message} {(schema.Contains(RemoteAddress, StringComparison.Ordinal) ? RemoteAddress : "")}";
        }
    }

    private static Dictionary<string, string> Remotes(string folder, string draft)
    {
        if (!Directory.Exists(folder))
            return [];
        return Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories)
            .Select(file => (Name: Path.GetRelativePath(folder, file).Replace('\\', '/'), File: file))
            .Where(pair => !pair.Name.StartsWith("draft", StringComparison.Ordinal) || pair.Name.StartsWith(draft + "/", StringComparison.Ordinal))
            .ToDictionary(pair => RemoteAddress + pair.Name, pair => File.ReadAllText(pair.File), StringComparer.Ordinal);
    }
}
