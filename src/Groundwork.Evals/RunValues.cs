using Groundwork.Evals.Reporting;

namespace Groundwork.Evals;

/// <summary>
/// What each sample of a run is worth by metric, its repeats already taken together. Held as arrays, 9 to 17 bytes a value, so that 100,000 samples fit
/// easily. Samples stand in ordinal order of their ids, whatever the order in which they came.
/// </summary>
public sealed class RunValues
{
    private readonly ValueColumn[] _columns;
    private readonly TagColumn[] _tags;
    private readonly string?[] _clusters;
    private readonly string[] _labels;
    private readonly double?[] _confidences;

    internal RunValues(string[] samples, IReadOnlyList<Metric> metrics, ValueColumn[] columns, TagColumn[] tags, string?[] clusters, string[] labels, double?[] confidences)
    {
        Samples = samples;
        Metrics = metrics;
        _columns = columns;
        _tags = tags;
        _clusters = clusters;
        _labels = labels;
        _confidences = confidences;
    }

    /// <summary>Ids of the samples, ascending.</summary>
    public IReadOnlyList<string> Samples { get; }

    /// <summary>The metrics, in the order of the report.</summary>
    public IReadOnlyList<Metric> Metrics { get; }

    /// <summary>Names of all tags, ascending.</summary>
    public IReadOnlyList<string> Tags => [.. _tags.Select(static t => t.Name)];

    /// <summary>Judges by the metrics they decide, as far as they are known.</summary>
    public IReadOnlyList<JudgeStanding> Judges { get; init; } = [];

    /// <summary>The scorers behind the metrics, as far as they are known.</summary>
    public IReadOnlyList<StoredScorer> Scorers { get; init; } = [];

    // True when all samples with a value of the tag share a cluster, whatever the value.
    internal bool IsClusterOf(TagColumn tag)
    {
        var clusters = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < Samples.Count; i++)
        {
            if (tag.ValueOf(i) is not { } value) continue;
            if (_clusters[i] is not { } cluster) return false;
            if (!clusters.TryAdd(value, cluster) && !string.Equals(clusters[value], cluster, StringComparison.Ordinal)) return false;
        }

        return clusters.Count > 0;
    }

    /// <summary>Position of the metric with this name; null when the run does not have it.</summary>
    public int? MetricAt(string name)
    {
        for (var i = 0; i < Metrics.Count; i++)
            if (string.Equals(Metrics[i].Name, name, StringComparison.Ordinal)) return i;
        return null;
    }

    /// <summary>Position of the sample with this id; null when the run does not have it.</summary>
    public int? SampleAt(string id)
    {
        var at = Array.BinarySearch((string[])Samples, id, StringComparer.Ordinal);
        return at < 0 ? null : at;
    }

    /// <summary>What the sample is worth; null when it has no value.</summary>
    public double? ValueOf(int sample, int metric) => _columns[metric].ValueOf(sample);

    /// <summary>True when the sample should have a value, and has none.</summary>
    public bool IsMissing(int sample, int metric) => _columns[metric].StateOf(sample) == ValueState.Missing;

    /// <summary>Weight of the sample in the mean, above 0.</summary>
    public double WeightOf(int sample, int metric) => _columns[metric].WeightOf(sample);

    /// <summary>How likely the subject thought itself right, 0..1, as a mean over repeats; null when it did not say.</summary>
    public double? ConfidenceOf(int sample) => _confidences[sample];

    /// <summary>What the sample shares with others; null when it stands alone.</summary>
    public string? ClusterOf(int sample) => _clusters[sample];

    /// <summary>The beginning of what was asked, at most 120 characters; empty when it was not kept.</summary>
    public string LabelOf(int sample) => _labels[sample];

    /// <summary>Value of a tag; null when the sample does not have it.</summary>
    public string? TagOf(int sample, string tag) => Array.Find(_tags, t => string.Equals(t.Name, tag, StringComparison.Ordinal))?.ValueOf(sample);

    /// <summary>Values of a tag with the number of their samples, most frequent first, then by name.</summary>
    public IReadOnlyList<KeyValuePair<string, int>> ValuesOf(string tag) =>
        Array.Find(_tags, t => string.Equals(t.Name, tag, StringComparison.Ordinal))?.Counts() ?? [];

    /// <summary>The values of one metric, in the order of the samples; those without a value are left out.</summary>
    /// <param name="metric">Position of the metric.</param>
    /// <param name="tag">Only samples with this tag; null for all.</param>
    /// <param name="value">The tag's value.</param>
    public IReadOnlyList<ItemValue> Items(int metric, string? tag = null, string? value = null)
    {
        if (tag is null) return Items(metric, static _ => true);
        if (Array.Find(_tags, t => string.Equals(t.Name, tag, StringComparison.Ordinal)) is not { } group) return [];
        var wanted = group.CodeOf(value);
        return Items(metric, i => group.CodeAt(i) == wanted);
    }

    internal IReadOnlyList<ItemValue> Items(int metric, Predicate<int> isWanted)
    {
        var column = _columns[metric];
        var items = new List<ItemValue>();
        for (var i = 0; i < Samples.Count; i++)
            if (column.ValueOf(i) is { } number && isWanted(i)) items.Add(new ItemValue(Samples[i], number, column.WeightOf(i), _clusters[i]));
        return items;
    }

    internal ValueColumn Column(int metric) => _columns[metric];

    internal IReadOnlyList<TagColumn> TagColumns => _tags;
}
