using System.Text.Encodings.Web;
using System.Text.Json;
using Groundwork.Evals.Reporting;

namespace Groundwork.Evals.Gates;

/// <summary>Baselines to and from JSON.</summary>
internal static class BaselineJson
{
    private const string Format = "groundwork-baseline/1";
    private const int MostItems = 1_000_000;

    // Ids in any script stay readable in a review; the file is never put into a page.
    private static readonly BaselineContext s_context = new(new JsonSerializerOptions(BaselineContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static void Write(Baseline baseline, IReadOnlyCollection<string>? metrics, TextWriter writer)
    {
        var values = baseline.Values;
        var kept = Enumerable.Range(0, values.Metrics.Count).Where(m => metrics is null || metrics.Contains(values.Metrics[m].Name, StringComparer.Ordinal)).ToArray();
        var names = kept.Select(m => values.Metrics[m].Name).ToHashSet(StringComparer.Ordinal);
        writer.Write("{\n");
        Member(writer, "format", Format);
        Member(writer, "name", baseline.Name);
        Member(writer, "dataset", baseline.Dataset);
        Member(writer, "datasetVersion", baseline.DatasetVersion);
        Member(writer, "subject", baseline.Subject);
        Member(writer, "subjectFingerprint", baseline.SubjectFingerprint);
        if (!Selections.AreSame(baseline.Selection, SampleSelection.Accepted)) writer.Write($"  \"selection\": {JsonSerializer.Serialize(BaselineSelection.Of(baseline.Selection), s_context.BaselineSelection)},\n");
        var judges = kept.Select(m => values.Metrics[m].Judge).OfType<string>().ToHashSet(StringComparer.Ordinal);
        List(writer, "judges", values.Judges.Where(j => judges.Contains(j.Name)).DistinctBy(static j => (j.Name, j.Fingerprint)).Select(static j => JsonSerializer.Serialize(new BaselineJudge(j.Name, j.Fingerprint), s_context.BaselineJudge)), isLast: false);
        List(writer, "scorers", values.Scorers
            .Select(s => new BaselineScorer(s.Name, s.Fingerprint, [.. s.Metrics.Select(static m => m.Name).Where(names.Contains)]))
            .Where(static s => s.Metrics.Count > 0)
            .Select(static s => JsonSerializer.Serialize(s, s_context.BaselineScorer)), isLast: false);
        List(writer, "metrics", kept.Select(m => JsonSerializer.Serialize(BaselineMetric.Of(values.Metrics[m]), s_context.BaselineMetric)), isLast: false);
        List(writer, "items", Enumerable.Range(0, values.Samples.Count).Select(i => JsonSerializer.Serialize(Item(values, i, kept), s_context.BaselineItem)), isLast: true);
        writer.Write("}\n");
    }

    public static Baseline Read(string text, string file)
    {
        BaselineDocument document;
        try
        {
            document = JsonSerializer.Deserialize(text, s_context.BaselineDocument) ?? throw new GateFileException(file, 0, "The file holds null instead of a baseline.");
        }
        catch (JsonException exception)
        {
            throw new GateFileException(file, exception.LineNumber is { } line ? checked((int)line + 1) : 0, $"This is no baseline: {exception.Message}", exception);
        }

        if (!string.Equals(document.Format, Format, StringComparison.Ordinal)) throw new GateFileException(file, 0, $"Its format is \"{document.Format}\"; \"{Format}\" is read here.");
        if (document.Items.Count > MostItems) throw new GateFileException(file, 0, FormattableString.Invariant($"It has {document.Items.Count} items; {MostItems} are the most."));
        return new Baseline(document.Name, document.Dataset, document.DatasetVersion, document.Subject, document.SubjectFingerprint, Values(document, file))
        {
            Selection = document.Selection?.ToSelection() ?? SampleSelection.Accepted,
        };
    }

    private static BaselineItem Item(RunValues values, int sample, int[] kept) => new(values.Samples[sample], [.. kept.Select(m => values.ValueOf(sample, m))])
    {
        Weights = kept.Any(m => values.WeightOf(sample, m) != 1) ? [.. kept.Select(m => values.WeightOf(sample, m))] : null,
        Cluster = values.ClusterOf(sample),
    };

    private static RunValues Values(BaselineDocument document, string file)
    {
        var metrics = document.Metrics.Select(m => m.ToMetric(file)).ToList();
        if (metrics.GroupBy(static m => m.Name, StringComparer.Ordinal).FirstOrDefault(static g => g.Count() > 1) is { } twice) throw new GateFileException(file, 0, $"Metric {twice.Key} is there twice.");
        var items = document.Items.OrderBy(static i => i.Id, StringComparer.Ordinal).ToArray();
        for (var i = 0; i < items.Length; i++)
        {
            if (i > 0 && string.Equals(items[i].Id, items[i - 1].Id, StringComparison.Ordinal)) throw new GateFileException(file, 0, $"Item \"{items[i].Id}\" is there twice.");
            Check(items[i], metrics, file);
        }

        var byName = metrics.ToDictionary(static m => m.Name, StringComparer.Ordinal);
        return new RunValues(
            Array.ConvertAll(items, static i => i.Id),
            metrics,
            [.. metrics.Select((_, m) => Column(items, m))],
            [],
            Array.ConvertAll(items, static i => i.Cluster),
            Array.ConvertAll(items, static _ => ""),
            new double?[items.Length])
        {
            Judges = [.. document.Judges.Select(static j => new JudgeStanding(j.Name, j.Fingerprint))],
            Scorers = [.. document.Scorers.Select(s => new StoredScorer(s.Name, s.Fingerprint, [.. s.Metrics.Where(byName.ContainsKey).Select(m => byName[m])]))],
        };
    }

    private static ValueColumn Column(BaselineItem[] items, int metric) => new(
        Array.ConvertAll(items, i => i.Values[metric] is null ? ValueState.NotApplicable : ValueState.Scored),
        Array.ConvertAll(items, i => i.Values[metric] ?? 0),
        Array.Exists(items, static i => i.Weights is not null) ? Array.ConvertAll(items, i => i.Weights?[metric] ?? 1) : null);

    private static void Check(BaselineItem item, List<Metric> metrics, string file)
    {
        if (item.Values.Count != metrics.Count || (item.Weights is { } weights && weights.Count != metrics.Count))
            throw new GateFileException(file, 0, FormattableString.Invariant($"Item \"{item.Id}\" does not have one value (and weight) for each of the {metrics.Count} metrics."));
        for (var m = 0; m < metrics.Count; m++)
        {
            if (item.Values[m] is { } value && !(double.IsFinite(value) && value >= metrics[m].Min && value <= metrics[m].Max))
                throw new GateFileException(file, 0, FormattableString.Invariant($"Item \"{item.Id}\" has {value} in {metrics[m].Name}, which is outside its range."));
            if (item.Weights is { } given && !(given[m] > 0 && double.IsFinite(given[m]))) throw new GateFileException(file, 0, FormattableString.Invariant($"Item \"{item.Id}\" has the weight {given[m]} in {metrics[m].Name}; a weight is above 0."));
        }
    }

    private static void Member(TextWriter writer, string name, string value)
    {
        writer.Write($"  \"{name}\": ");
        writer.Write(JsonSerializer.Serialize(value, s_context.String));
        writer.Write(",\n");
    }

    private static void List(TextWriter writer, string name, IEnumerable<string> lines, bool isLast)
    {
        writer.Write($"  \"{name}\": [");
        var isFirst = true;
        foreach (var line in lines)
        {
            writer.Write(isFirst ? "\n    " : ",\n    ");
            writer.Write(line);
            isFirst = false;
        }

        writer.Write(isFirst ? "]" : "\n  ]");
        writer.Write(isLast ? "\n" : ",\n");
    }
}
