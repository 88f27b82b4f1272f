namespace Groundwork.Search.Searching;

/// <summary>A word of a query.</summary>
/// <param name="Terms">What the languages make of it, different and sorted.</param>
/// <param name="IsStopWord">It says little about what is wanted.</param>
/// <param name="Whole">The word, by its number in the query, that is an identifier of which this one is only a part; null for none.</param>
internal readonly record struct QueryWord(IReadOnlyList<string> Terms, bool IsStopWord, int? Whole = null);
