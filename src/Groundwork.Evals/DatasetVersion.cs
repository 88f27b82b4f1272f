namespace Groundwork.Evals;

/// <summary>One version of a dataset. Never changed.</summary>
/// <param name="Dataset">Name of the dataset.</param>
/// <param name="Number">1 for the first version, one more for each that follows.</param>
/// <param name="Fingerprint">Hash of the items in their order, 64 hexadecimal digits.</param>
/// <param name="Samples">Number of items, from 1.</param>
/// <param name="Drafts">Items that nobody has accepted yet.</param>
/// <param name="Note">Where it comes from, for people.</param>
/// <param name="At">When it was saved.</param>
public sealed record DatasetVersion(string Dataset, int Number, string Fingerprint, int Samples, int Drafts, string Note, DateTimeOffset At)
{
    // Row of the version in the database it was read from.
    internal long Key { get; init; }
}
