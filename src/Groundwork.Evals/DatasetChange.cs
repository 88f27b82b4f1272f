namespace Groundwork.Evals;

/// <summary>A change of a dataset; it leads to a new version. Where a change names no samples, it means all.</summary>
public abstract record DatasetChange
{
    private DatasetChange()
    {
    }

    /// <summary>Puts samples at the end; an id that is there already is refused.</summary>
    /// <param name="Samples">New samples.</param>
    public sealed record Add(IReadOnlyList<Sample> Samples) : DatasetChange;

    /// <summary>Puts samples in the place of those with the same ids.</summary>
    /// <param name="Samples">Samples whose ids are known.</param>
    public sealed record Replace(IReadOnlyList<Sample> Samples) : DatasetChange;

    /// <summary>Leaves samples out.</summary>
    /// <param name="Ids">Their ids.</param>
    public sealed record Remove(IReadOnlyCollection<string> Ids) : DatasetChange;

    /// <summary>Makes drafts count.</summary>
    /// <param name="Ids">Their ids; null for every draft.</param>
    public sealed record Accept(IReadOnlyCollection<string>? Ids = null) : DatasetChange;

    /// <summary>Sets or removes a tag.</summary>
    /// <param name="Name">Name of the tag.</param>
    /// <param name="Value">Its value; null removes the tag.</param>
    /// <param name="Ids">Ids of the samples; null for all.</param>
    public sealed record Retag(string Name, string? Value, IReadOnlyCollection<string>? Ids = null) : DatasetChange;

    /// <summary>Sets the split of samples.</summary>
    /// <param name="Split">Name of the split; null for none.</param>
    /// <param name="Ids">Ids of the samples; null for all.</param>
    public sealed record SetSplit(string? Split, IReadOnlyCollection<string>? Ids = null) : DatasetChange;

    /// <summary>Divides all samples.</summary>
    /// <param name="Rule">How.</param>
    public sealed record Divide(SplitRule Rule) : DatasetChange;
}
