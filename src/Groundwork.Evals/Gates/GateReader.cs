using System.Globalization;

namespace Groundwork.Evals.Gates;

/// <summary>Reads a gate file; every problem has its line.</summary>
internal static class GateReader
{
    // A confidence of half says nothing; one of 1 cannot be reached.
    private const double LeastConfidence = 0.55;
    private const double MostConfidence = 0.9999;
    private const int MostRules = 200;

    public static GateFile Read(string text, string file)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(file);
        var root = new MemberReader(
            YamlText.Read(text, file), file, "A gate", "gate", "dataset", "datasetVersion", "subject", "baseline", "confidence", "minimumCoverage", "minimumItems", "rules");
        var rules = root.Items("rules");
        if (rules.Count is 0 or > MostRules) throw root.Problem(FormattableString.Invariant($"A gate needs \"rules\", 1 to {MostRules} of them; this one has {rules.Count}."));
        var gate = new GateFile(root.Text("gate"), root.Text("dataset"), [.. rules.Select(r => Rule(r, file))])
        {
            DatasetVersion = root.Maybe("datasetVersion"),
            Subject = root.Maybe("subject"),
            Baseline = root.Node("baseline") is { } baseline ? Baseline(baseline, file) : null,
            Confidence = root.Number("confidence", LeastConfidence, MostConfidence) ?? 0.95,
            MinimumCoverage = root.Number("minimumCoverage", 0, 1) ?? 0.95,
            MinimumItems = (int)(root.Number("minimumItems", 2, 1_000_000) ?? 20),
        };
        if (gate.Baseline is null && gate.Rules.Any(static r => r.NoWorseBy is not null || r.Groups.Any(static g => g.NoWorseBy is not null)))
            throw root.Problem("A rule has \"noWorseBy\" and the gate has no \"baseline\"; add one with run, file or numbers.");
        if (gate.Baseline is GateBaseline.Numbers && gate.Rules.FirstOrDefault(static r => r.Groups.Any(static g => g.NoWorseBy is not null)) is { } grouped)
            throw root.Problem($"A group of {grouped.Metric} has \"noWorseBy\", and the baseline's numbers are means of all samples, not of groups; give the group atLeast or atMost, or compare with a run or file.");
        return gate;
    }

    private static GateRule Rule(YamlNode node, string file)
    {
        var rule = new MemberReader(
            node, file, "A rule", "metric", "direction", "noWorseBy", "atLeast", "atMost", "everyItem", "confidence", "minimumCoverage", "allowUncertified", "groups");
        var read = new GateRule(rule.Text("metric"))
        {
            HigherIsBetter = rule.Maybe("direction") switch
            {
                null => null,
                "higher" => true,
                "lower" => false,
                var other => throw new GateFileException(file, rule.Node("direction")!.Line, $"\"direction\" is \"{other}\"; it must be higher or lower."),
            },
            NoWorseBy = rule.Number("noWorseBy", 0, double.PositiveInfinity),
            AtLeast = rule.Number("atLeast", double.NegativeInfinity, double.PositiveInfinity),
            AtMost = rule.Number("atMost", double.NegativeInfinity, double.PositiveInfinity),
            EveryItem = rule.Number("everyItem", double.NegativeInfinity, double.PositiveInfinity),
            Confidence = rule.Number("confidence", LeastConfidence, MostConfidence),
            MinimumCoverage = rule.Number("minimumCoverage", 0, 1),
            AllowUncertified = rule.Flag("allowUncertified"),
            Groups = [.. rule.Items("groups").Select(g => Group(g, file))],
        };
        return read is { NoWorseBy: null, AtLeast: null, AtMost: null, EveryItem: null, Groups.Count: 0 }
            ? throw rule.Problem($"The rule for {read.Metric} demands nothing; give it noWorseBy, atLeast, atMost, everyItem or groups.")
            : read;
    }

    private static GateGroup Group(YamlNode node, string file)
    {
        var group = new MemberReader(node, file, "A group", "tag", "value", "noWorseBy", "atLeast", "atMost");
        var read = new GateGroup(group.Text("tag"), group.Maybe("value"))
        {
            NoWorseBy = group.Number("noWorseBy", 0, double.PositiveInfinity),
            AtLeast = group.Number("atLeast", double.NegativeInfinity, double.PositiveInfinity),
            AtMost = group.Number("atMost", double.NegativeInfinity, double.PositiveInfinity),
        };
        return read is { NoWorseBy: null, AtLeast: null, AtMost: null } ? throw group.Problem($"The group {read.Tag} demands nothing; give it noWorseBy, atLeast or atMost.") : read;
    }

    private static GateBaseline Baseline(YamlNode node, string file)
    {
        var baseline = new MemberReader(node, file, "A baseline", "run", "file", "numbers");
        var given = (baseline.Has("run") ? 1 : 0) + (baseline.Has("file") ? 1 : 0) + (baseline.Has("numbers") ? 1 : 0);
        if (given != 1) throw baseline.Problem("A baseline is exactly one of run, file and numbers.");
        if (baseline.Maybe("run") is { } run) return new GateBaseline.Pinned(run);
        return baseline.Has("file") ? new GateBaseline.Stored(baseline.Text("file")) : new GateBaseline.Numbers(Numbers(baseline.Node("numbers")!, file));
    }

    private static Dictionary<string, double> Numbers(YamlNode node, string file)
    {
        if (node is not YamlNode.Map { Members.Count: > 0 } map) throw new GateFileException(file, node.Line, "\"numbers\" must be a mapping of metrics and means.");
        return map.Members.ToDictionary(
            static m => m.Name,
            m => m.Value is YamlNode.Text text && double.TryParse(text.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
                ? value
                : throw new GateFileException(file, m.Line, $"\"{m.Name}\" must be a finite number."),
            StringComparer.Ordinal);
    }
}
