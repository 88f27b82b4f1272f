namespace Groundwork.Search;

/// <summary>A found entry.</summary>
/// <param name="Key">The entry.</param>
/// <param name="Score">Higher is better, comparable within one query only. Ties are ordered by key.</param>
/// <param name="Why">How the score came about; present when asked for.</param>
public sealed record Hit(EntryKey Key, float Score, ScoreExplanation? Why);
