namespace Groundwork.Search.Searching;

/// <summary>A text field as one search scores it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Weight">Factor on term frequency.</param>
/// <param name="LengthNormalisation">BM25's b.</param>
/// <param name="AverageLength">Words of the field per entry that has it, over the snapshot; deleted entries count until merged away. &gt; 0.</param>
internal sealed record ScoredField(string Name, float Weight, float LengthNormalisation, float AverageLength);
