namespace Groundwork.UseCases;

/// <summary>Which days to compare. Days are of UTC, written like <c>2026-01-31</c>, and count whole.</summary>
/// <param name="Collection">The collection.</param>
public sealed record DriftRequest(string Collection = "default")
{
    /// <summary>First day that is looked at; null for six days before the last.</summary>
    public string? From { get; init; }

    /// <summary>Last day that is looked at; null for today.</summary>
    public string? To { get; init; }

    /// <summary>First day of what was usual; null for five times as many days as are looked at.</summary>
    public string? ReferenceFrom { get; init; }

    /// <summary>Last day of what was usual; null for the day before the first that is looked at.</summary>
    public string? ReferenceTo { get; init; }

    /// <summary>Decides every draw.</summary>
    public long Seed { get; init; }
}
