namespace Groundwork.Evals.Judging;

/// <summary>Pairs of answers to an instruction, one of which is better beyond dispute.</summary>
internal static class PreferencePairs
{
    private const string Authors = "authors";

    public static LabelSet Read(IReadOnlyList<JsonLine> lines, string source) =>
        LabelJson.Checked("llmbar", LabelKind.Pairs, "instruction-following", [-1, 0, 1], [.. lines.Select(Item)], source);

    private static LabelledItem Item(JsonLine line)
    {
        var preferred = line.Text("gold") switch
        {
            "A" => 1,
            "B" => -1,
            var other => throw line.Problem($"\"gold\" is \"{other}\"; it must be A or B."),
        };
        return new LabelledItem(new JudgedItem(line.Text("id"), line.Text("instruction"), line.Text("a")) { Other = line.Text("b") }, [new HumanLabel(Authors, preferred)])
        {
            Tags = new Dictionary<string, string>(StringComparer.Ordinal) { ["subset"] = line.Optional("subset") ?? "" },
        };
    }
}
