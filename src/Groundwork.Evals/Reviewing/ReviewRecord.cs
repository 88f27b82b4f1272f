namespace Groundwork.Evals.Reviewing;

/// <summary>An item as the fold of its events.</summary>
internal sealed record ReviewRecord(ReviewQueue Queue, ReviewItem Item, IReadOnlyList<ReviewEvent> Events)
{
    /// <summary>The votes as they stand, in the order in which they were first cast.</summary>
    public IReadOnlyList<ReviewVote> Votes { get; } =
    [
        .. Events.Where(happened => happened.Kind == ReviewEventKind.Voted).GroupBy(vote => vote.Person, StringComparer.Ordinal)
            .Select(votes => new ReviewVote(votes.Key, votes.Last().Level!.Value, votes.Last().Note, votes.Last().At, votes.Count() - 1)),
    ];

    /// <summary>The votes as they were first cast: before anybody's vote was shown to the reviewer.</summary>
    public IReadOnlyList<HumanLabel> FirstVotes { get; } =
    [
        .. Events.Where(happened => happened.Kind == ReviewEventKind.Voted).DistinctBy(vote => vote.Person, StringComparer.Ordinal).Select(vote => new HumanLabel(vote.Person, vote.Level!.Value)),
    ];

    public ReviewEvent? Decision { get; } = Events.LastOrDefault(happened => happened.Kind == ReviewEventKind.Adjudicated);

    public ReviewState State =>
        Decision is not null ? ReviewState.Adjudicated
        : Votes.Count < Queue.Reviewers ? ReviewState.Open
        // Agreement is that of blind votes. A vote that was changed later saw the others, and somebody else decides.
        : FirstVotes.All(vote => vote.Value == FirstVotes[0].Value) && Votes.All(vote => vote.Level == FirstVotes[0].Value) ? ReviewState.Agreed
        : ReviewState.Disputed;

    /// <summary>What was decided or agreed; null while nothing is.</summary>
    public int? Decided => State switch
    {
        ReviewState.Adjudicated => Decision!.Level,
        ReviewState.Agreed => FirstVotes[0].Value,
        _ => null,
    };

    public ReviewVote? VoteOf(string person) => Votes.FirstOrDefault(vote => string.Equals(vote.Reviewer, person, StringComparison.Ordinal));

    /// <summary>True when the item was handed to the person, who has neither voted nor skipped since.</summary>
    public bool IsAssigned(string person) => Events.LastOrDefault(happened => string.Equals(happened.Person, person, StringComparison.Ordinal)) is { Kind: ReviewEventKind.Assigned };

    public ReviewView ViewFor(string person)
    {
        var own = VoteOf(person);
        // Whoever may still vote blind stays blind.
        var isBlind = own is null && (State == ReviewState.Open || IsAssigned(person));
        if (isBlind) return new ReviewView(Queue, Item.Item with { Model = null }, Reason: null, ReviewState.Open, VotesCast: null);
        return new ReviewView(Queue, Item.Item, Item.Reason, State, Votes.Count)
        {
            Own = own,
            Others = [.. Votes.Where(vote => vote != own)],
            Verdict = Item.Verdict,
            Decided = Decided,
        };
    }
}
