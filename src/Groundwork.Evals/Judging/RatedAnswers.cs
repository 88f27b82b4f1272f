using System.Globalization;
using System.Text.Json;

namespace Groundwork.Evals.Judging;

/// <summary>Answers of models in a conversation, rated by several people.</summary>
internal static class RatedAnswers
{
    public static Dictionary<string, string> Passages(IReadOnlyList<JsonLine> lines, string source)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in lines)
            if (!texts.TryAdd(line.Text("id"), line.Text("text"))) throw new JudgeFileException(source, FormattableString.Invariant($"line {line.Line}"), $"there are two passages \"{line.Text("id")}\".");
        return texts;
    }

    public static LabelSet Read(IReadOnlyList<JsonLine> lines, string source, Dictionary<string, string>? passages, string criterion) =>
        LabelJson.Checked("mtrag", LabelKind.Grades, criterion, [1, 2, 3, 4], [.. lines.Select(line => Item(line, passages, criterion)).OfType<LabelledItem>()], source);

    private static LabelledItem? Item(JsonLine line, Dictionary<string, string>? passages, string criterion)
    {
        if (!line.Root.TryGetProperty("human", out var human) || human.ValueKind != JsonValueKind.Object) throw line.Problem("\"human\" is missing.");
        if (!human.TryGetProperty(criterion, out var ratings)) return null;
        var labels = line.Numbers(ratings, criterion).Select((value, i) => new HumanLabel(string.Create(CultureInfo.InvariantCulture, $"person {i + 1}"), value)).ToList();
        if (labels.Count == 0) return null;
        var turns = line.Turns("conversation");
        if (turns.Count == 0) throw line.Problem("\"conversation\" is empty.");
        var item = new JudgedItem(line.Text("id"), turns[^1].Text, line.Text("response"))
        {
            Before = [.. turns.Take(turns.Count - 1)],
            Passages = passages is null ? null : [.. line.Texts("contexts").Select(id => passages.TryGetValue(id, out var text) ? text : throw line.Problem($"there is no passage \"{id}\"."))],
            Reference = line.Optional("reference"),
            Model = line.Optional("model"),
        };
        return new LabelledItem(item, labels) { Cluster = line.Text("task"), Tags = new Dictionary<string, string>(StringComparer.Ordinal) { ["model"] = item.Model ?? "" } };
    }
}
