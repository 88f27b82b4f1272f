namespace Groundwork.Search;

/// <summary>A found entry.</summary>
/// <param name="Key">The entry.</param>
/// <param name="Score">Higher is better, comparable within one query only. Ties are ordered by key.</param>
/// <param name="Why">How the score came about; present when asked for.</param>
/// <param name="Keywords">What the entry holds in the keyword fields asked for, in their order: of several values the first in the order of bytes, null for none.</param>
public sealed record Hit(EntryKey Key, float Score, ScoreExplanation? Why, IReadOnlyList<string?>? Keywords = null);
