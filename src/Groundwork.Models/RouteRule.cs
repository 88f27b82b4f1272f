namespace Groundwork.Models;

/// <summary>A condition on a request; all that are given must hold.</summary>
public sealed record RouteRule
{
    /// <summary>Least estimated input tokens; null for any.</summary>
    public long? MinInputTokens { get; init; }

    /// <summary>Most estimated input tokens; null for any.</summary>
    public long? MaxInputTokens { get; init; }

    /// <summary>ISO 639-1 codes of the last user text, as told in <see cref="RequestHints.Language"/>; empty for any.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>Least difficulty, 0..1, as told in <see cref="RequestHints.Difficulty"/>; null for any.</summary>
    public double? MinDifficulty { get; init; }
}
