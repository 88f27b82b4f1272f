namespace Groundwork.Search.Searching;

/// <summary>A word of a query.</summary>
/// <param name="Terms">What the languages make of it, different and sorted.</param>
/// <param name="IsStopWord">It says little about what is wanted.</param>
internal readonly record struct QueryWord(IReadOnlyList<string> Terms, bool IsStopWord);
