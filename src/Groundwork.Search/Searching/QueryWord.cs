namespace Groundwork.Search.Searching;

/// <summary>A word of a query.</summary>
/// <param name="Terms">What the languages make of it.</param>
/// <param name="IsStopWord">It says little about what is wanted.</param>
internal sealed record QueryWord(IReadOnlyList<string> Terms, bool IsStopWord);
