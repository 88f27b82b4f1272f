using System.Collections.ObjectModel;

namespace Groundwork.Evals;

/// <summary>Which samples of a dataset version a run takes.</summary>
public sealed record SampleSelection
{
    /// <summary>All samples that are no drafts.</summary>
    public static SampleSelection Accepted { get; } = new();

    /// <summary>True to take drafts too. Default false.</summary>
    public bool WithDrafts { get; init; }

    /// <summary>Only samples of this split; null for all.</summary>
    public string? Split { get; init; }

    /// <summary>Only samples that have all these tags with these values; empty for all.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>True when the sample is taken.</summary>
    public bool Takes(Sample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        if (sample.IsDraft && !WithDrafts) return false;
        if (Split is not null && !string.Equals(sample.Split, Split, StringComparison.Ordinal)) return false;
        foreach (var (name, value) in Tags)
            if (!sample.Tags.TryGetValue(name, out var has) || !string.Equals(has, value, StringComparison.Ordinal))
                return false;
        return true;
    }
}
