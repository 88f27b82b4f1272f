using Groundwork.UseCases;

namespace Groundwork.Server.Pages;

/// <summary>The page of a review queue: what is to be done, or one item.</summary>
/// <param name="Queue">The queue.</param>
/// <param name="Reviewer">Who looks; null before somebody says so.</param>
/// <param name="Item">The item that is shown; null for the overview.</param>
/// <param name="Token">For the forms.</param>
public sealed record ReviewPageView(ReviewQueueReply Queue, string? Reviewer, ReviewItemReply? Item, string Token)
{
    /// <summary>Items that have all their votes, for the overview.</summary>
    public IReadOnlyList<ReviewItemReply> Finished { get; init; } = [];

    /// <summary>Agreement; null while it is not shown.</summary>
    public AgreementReply? Agreement { get; init; }

    /// <summary>Place of the item in the queue, from 1.</summary>
    public int Place { get; init; }

    /// <summary>Address of the item before; null for none.</summary>
    public string? Before { get; init; }

    /// <summary>Address of what comes next.</summary>
    public string Next { get; init; } = "";

    /// <summary>Names of datasets that an item may go to.</summary>
    public IReadOnlyList<string> Datasets { get; init; } = [];
}
