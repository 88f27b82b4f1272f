using Groundwork.UseCases;

namespace Groundwork.Server.Pages;

/// <summary>The page of one collection.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Status">Its counts and index; null when it does not exist yet and a job is about to make it.</param>
/// <param name="Documents">One page of documents; null as above.</param>
/// <param name="Contains">What the list is narrowed to, or null.</param>
/// <param name="Skip">Documents before this page.</param>
/// <param name="HasMore">True when another page follows.</param>
/// <param name="Job">The job the reader came to see, or the one at work; null for none.</param>
/// <param name="Token">For the forms.</param>
/// <param name="Removed">How many documents were just deleted; 0 for none.</param>
public sealed record CollectionView(
    string Name, CollectionStatus? Status, DocumentsReply? Documents, string? Contains, int Skip, bool HasMore, JobReply? Job, string Token, int Removed)
{
    /// <summary>The sources it is kept level with; null while it does not exist.</summary>
    public SourcesReply? Sources { get; init; }
}
