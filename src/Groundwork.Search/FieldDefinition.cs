namespace Groundwork.Search;

/// <summary>A text field that takes part in scoring. Filter fields (keywords, numbers, dates, flags) need no definition.</summary>
/// <param name="Name">Field name as used in entries.</param>
/// <param name="Weight">Factor on term frequency in BM25F, &gt; 0; 1 for body text.</param>
/// <param name="LengthNormalisation">BM25's b for this field, 0..1.</param>
public sealed record FieldDefinition(string Name, float Weight = 1f, float LengthNormalisation = 0.75f);
