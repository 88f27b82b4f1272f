namespace Groundwork.Search;

/// <summary>A field to count by.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Limit">Most values reported, the most frequent ones first; ≥ 1, default 10. The counts are exact whatever it is.</param>
/// <param name="Buckets">Parts of equal width that numbers and dates are counted in, 0..1000; 0, the default, for none.</param>
public sealed record FacetField(string Name, int Limit = 10, int Buckets = 0);
