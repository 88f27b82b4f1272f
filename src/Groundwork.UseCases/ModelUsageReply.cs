namespace Groundwork.UseCases;

/// <summary>What was used.</summary>
/// <param name="From">First day, UTC.</param>
/// <param name="To">Last day.</param>
/// <param name="By">How <paramref name="Groups"/> is broken down.</param>
/// <param name="Total">The whole; its name is empty.</param>
/// <param name="Groups">By day oldest first, else the most expensive first. Days without any request are left out.</param>
public sealed record ModelUsageReply(DateOnly From, DateOnly To, string By, UsageGroup Total, IReadOnlyList<UsageGroup> Groups);
