namespace Groundwork.Knowledge;

/// <summary>Documents that say nearly the same.</summary>
/// <param name="Original">The one whose present text was read first; of several read at once, the first by id.</param>
/// <param name="Copies">The others, most similar first; at least one.</param>
public sealed record DuplicateGroup(DuplicateDocument Original, IReadOnlyList<DuplicateDocument> Copies);
