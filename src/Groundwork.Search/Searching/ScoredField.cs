using Groundwork.Search.Segments;

namespace Groundwork.Search.Searching;

/// <summary>A text field as one search scores it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Weighting">Its weight, b and average length over the snapshot; deleted entries count until merged away.</param>
internal sealed record ScoredField(string Name, FieldWeighting Weighting);
