namespace Groundwork.Evals.Storing;

/// <summary>The shape of a selection in the database.</summary>
internal sealed class StoredSelection
{
    public bool Drafts { get; set; }

    public string? Split { get; set; }

    public SortedDictionary<string, string>? Tags { get; set; }

    public static StoredSelection Of(SampleSelection selection) => new()
    {
        Drafts = selection.WithDrafts,
        Split = selection.Split,
        Tags = selection.Tags.Count == 0 ? null : new SortedDictionary<string, string>(selection.Tags.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal),
    };

    public SampleSelection ToSelection() =>
        Tags is null ? new SampleSelection { WithDrafts = Drafts, Split = Split } : new SampleSelection { WithDrafts = Drafts, Split = Split, Tags = Tags };
}
