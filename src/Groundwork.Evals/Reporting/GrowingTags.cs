namespace Groundwork.Evals.Reporting;

/// <summary>The tags while samples come in. Split and tags alike are names and values to group by.</summary>
internal sealed class GrowingTags
{
    private const string Split = "split";

    private readonly SortedDictionary<string, (Dictionary<string, int> Codes, List<int> Column)> _tags = new(StringComparer.Ordinal);
    private int _samples;

    public void Add(Sample sample)
    {
        foreach (var (name, value) in sample.Tags) Set(name, value);
        if (sample.Split is { } split && !sample.Tags.ContainsKey(Split)) Set(Split, split);
        _samples++;
    }

    /// <summary>The tags with their samples in another order.</summary>
    public TagColumn[] Ordered(int[] order) => [.. _tags.Select(tag =>
    {
        var (codes, column) = tag.Value;
        var values = codes.OrderBy(static c => c.Value).Select(static c => c.Key).ToArray();
        return new TagColumn(tag.Key, values, Array.ConvertAll(order, i => i < column.Count ? column[i] : 0));
    })];

    private void Set(string name, string value)
    {
        if (!_tags.TryGetValue(name, out var tag)) _tags[name] = tag = (new Dictionary<string, int>(StringComparer.Ordinal), []);
        if (!tag.Codes.TryGetValue(value, out var code)) tag.Codes[value] = code = tag.Codes.Count + 1;
        while (tag.Column.Count < _samples) tag.Column.Add(0);
        tag.Column.Add(code);
    }
}
