namespace Groundwork.Evals;

/// <summary>An item as one reviewer may see it: before the reviewer's own vote, nobody else's and not the judge's, and nothing that tells of them.</summary>
/// <param name="Queue">The queue.</param>
/// <param name="Item">What is reviewed; without the model that answered while the reviewer is blind.</param>
/// <param name="Reason">Why it is here; null while it is hidden, for it may tell what judges said.</param>
/// <param name="State">How far it is; open while the reviewer may still vote blind.</param>
/// <param name="VotesCast">How many people have voted; null while it is hidden.</param>
public sealed record ReviewView(ReviewQueue Queue, JudgedItem Item, ReviewReason? Reason, ReviewState State, int? VotesCast)
{
    /// <summary>The reviewer's own vote; null before it is cast.</summary>
    public ReviewVote? Own { get; init; }

    /// <summary>Votes of the others; null while they are hidden.</summary>
    public IReadOnlyList<ReviewVote>? Others { get; init; }

    /// <summary>What a judge said; null while it is hidden, or when none judged.</summary>
    public int? Verdict { get; init; }

    /// <summary>What was decided in the end; null while nothing is, or it is hidden.</summary>
    public int? Decided { get; init; }
}
