using Groundwork.UseCases;

namespace Groundwork.Server.Pages;

/// <summary>The page of a dataset.</summary>
/// <param name="Shown">The version that is shown, with one page of its samples.</param>
/// <param name="Versions">All versions, newest first.</param>
/// <param name="Name">Name as it was asked for, perhaps with a version.</param>
/// <param name="OnlyDrafts">True when only drafts are listed.</param>
/// <param name="Skip">Samples before this page.</param>
/// <param name="HasMore">True when another page follows.</param>
/// <param name="Token">For the forms.</param>
public sealed record DatasetView(DatasetSamplesReply Shown, IReadOnlyList<DatasetReply> Versions, string Name, bool OnlyDrafts, int Skip, bool HasMore, string Token)
{
    /// <summary>True for the newest version, the one that can be edited.</summary>
    public bool IsNewest => Shown.Dataset.Version == Versions[0].Version;
}
