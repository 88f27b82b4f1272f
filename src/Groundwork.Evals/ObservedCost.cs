namespace Groundwork.Evals;

/// <summary>What one observation cost. For a replayed one: what the original call cost.</summary>
public sealed record ObservedCost
{
    /// <summary>Nothing is known.</summary>
    public static ObservedCost Unknown { get; } = new();

    /// <summary>Milliseconds until the last character; null when not measured.</summary>
    public double? LatencyMs { get; init; }

    /// <summary>Milliseconds until the first character; null when not measured.</summary>
    public double? FirstTokenMs { get; init; }

    /// <summary>Tokens read; null when not told.</summary>
    public long? InputTokens { get; init; }

    /// <summary>Tokens written; null when not told.</summary>
    public long? OutputTokens { get; init; }

    /// <summary>US dollars; null when not known.</summary>
    public decimal? Dollars { get; init; }

    /// <summary>True when a cache answered, so that time and money are those of an earlier call.</summary>
    public bool IsReplayed { get; init; }
}
