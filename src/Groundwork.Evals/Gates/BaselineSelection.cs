namespace Groundwork.Evals.Gates;

/// <summary>Which samples a baseline file is about; it stands only in a file that is not about all accepted ones.</summary>
internal sealed record BaselineSelection
{
    public bool WithDrafts { get; init; }

    public string? Split { get; init; }

    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    public static BaselineSelection Of(SampleSelection selection) => new()
    {
        WithDrafts = selection.WithDrafts,
        Split = selection.Split,
        Tags = selection.Tags.Count == 0 ? null : new SortedDictionary<string, string>(selection.Tags.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal),
    };

    public SampleSelection ToSelection() => new() { WithDrafts = WithDrafts, Split = Split, Tags = Tags ?? SampleSelection.Accepted.Tags };
}
