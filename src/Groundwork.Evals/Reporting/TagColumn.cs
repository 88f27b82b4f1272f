namespace Groundwork.Evals.Reporting;

/// <summary>One tag of all samples: a code for each, 0 for a sample without the tag.</summary>
internal sealed class TagColumn(string name, string[] values, int[] codes)
{
    public string Name { get; } = name;

    public int CodeAt(int sample) => codes[sample];

    /// <summary>The code of a value; −1, which no sample has, for one that does not occur.</summary>
    public int CodeOf(string? value)
    {
        var at = value is null ? -1 : Array.IndexOf(values, value);
        return at < 0 ? -1 : at + 1;
    }

    public string? ValueOf(int sample) => codes[sample] == 0 ? null : values[codes[sample] - 1];

    public IReadOnlyList<KeyValuePair<string, int>> Counts()
    {
        var counts = new int[values.Length];
        foreach (var code in codes)
            if (code > 0) counts[code - 1]++;
        return [.. values.Select((value, i) => KeyValuePair.Create(value, counts[i])).OrderByDescending(static c => c.Value).ThenBy(static c => c.Key, StringComparer.Ordinal)];
    }
}
