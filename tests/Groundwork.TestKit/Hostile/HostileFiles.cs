namespace Groundwork.TestKit.Hostile;

/// <summary>Every hostile file there is. Each family of formats has its own list beside this one.</summary>
public static class HostileFiles
{
    /// <summary>All of them, in an order that never changes.</summary>
    public static IReadOnlyList<HostileFile> All { get; } = [.. HostilePaper.All, .. HostileOffice.All, .. HostileTexts.All];
}
