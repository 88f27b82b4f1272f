namespace Groundwork.Search.Searching;

/// <summary>A word of a phrase in one reading, which is what one language makes of it.</summary>
/// <param name="Term">The number of the index term in the search's table.</param>
/// <param name="Offset">Words between the beginning of the phrase and it, ≥ 0.</param>
internal readonly record struct PhrasePart(int Term, int Offset);
