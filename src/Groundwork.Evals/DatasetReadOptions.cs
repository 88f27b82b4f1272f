namespace Groundwork.Evals;

/// <summary>How to read a dataset from files.</summary>
public sealed record DatasetReadOptions
{
    /// <summary>What the file says, nothing else.</summary>
    public static DatasetReadOptions Default { get; } = new();

    /// <summary>File with judgements: four columns as TREC writes them, or three with a line of names as BEIR does. Null for none, or for those that lie in the folder.</summary>
    public string? Judgements { get; init; }

    /// <summary>Likeness from which two inputs count as near duplicates, above 0 and up to 1 (Jaccard over runs of five words). Default 0.8.</summary>
    public double NearDuplicate { get; init; } = 0.8;

    /// <summary>Most characters of one line or record. Default 8 million.</summary>
    public int MaxRecordCharacters { get; init; } = 8_000_000;
}
