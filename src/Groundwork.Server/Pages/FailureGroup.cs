using Groundwork.UseCases;

namespace Groundwork.Server.Pages;

/// <summary>Files that could not be read for one reason.</summary>
/// <param name="Code">The reason.</param>
/// <param name="Files">They, by path.</param>
public sealed record FailureGroup(ErrorCode Code, IReadOnlyList<FailedFile> Files)
{
    /// <summary>Files that a page names; the rest is counted.</summary>
    public const int Shown = 20;

    /// <summary>Files that are not named.</summary>
    public int More => Math.Max(0, Files.Count - Shown);

    /// <summary>The failures of a collection, the most frequent reason first.</summary>
    internal static IReadOnlyList<FailureGroup> Of(IEnumerable<FailedFile> failed) =>
    [
        .. failed.GroupBy(f => f.Code, StringComparer.Ordinal)
            .Select(group => new FailureGroup(ErrorCatalog.ByCode(group.Key), [.. group]))
            .OrderByDescending(group => group.Files.Count).ThenBy(group => group.Code.Code, StringComparer.Ordinal),
    ];
}
