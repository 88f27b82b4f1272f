using System.Text.Json.Serialization;
using Groundwork.Evals;

namespace Groundwork.UseCases;

/// <summary>A review queue and how far it is.</summary>
/// <param name="Queue">Its name.</param>
/// <param name="Criterion">What is labelled.</param>
/// <param name="Question">What reviewers are asked.</param>
/// <param name="Levels">What they may say, ascending.</param>
/// <param name="Reviewers">People per item.</param>
/// <param name="Items">Items in it.</param>
/// <param name="Open">Items whose votes are not all in.</param>
/// <param name="Agreed">Items on which all agree.</param>
/// <param name="Disputed">Items on which votes differ.</param>
/// <param name="Adjudicated">Items that somebody decided.</param>
public sealed record ReviewQueueReply(string Queue, string Criterion, string Question, IReadOnlyList<ReviewLevelReply> Levels, int Reviewers, int Items, int Open, int Agreed, int Disputed, int Adjudicated)
{
    /// <summary>Items that were just put in; absent where nothing was.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Added { get; init; }

    internal static ReviewQueueReply Of(ReviewQueue queue, IReadOnlyDictionary<ReviewState, int> counts) => new(
        queue.Name, queue.Criterion, queue.Question, ReviewLevelReply.Of(queue), queue.Reviewers, counts.Values.Sum(),
        counts.GetValueOrDefault(ReviewState.Open), counts.GetValueOrDefault(ReviewState.Agreed), counts.GetValueOrDefault(ReviewState.Disputed), counts.GetValueOrDefault(ReviewState.Adjudicated));
}

/// <summary>What reviewers may say.</summary>
/// <param name="Value">Higher is better.</param>
/// <param name="Anchor">What an answer of this level looks like.</param>
public sealed record ReviewLevelReply(int Value, string Anchor)
{
    internal static IReadOnlyList<ReviewLevelReply> Of(ReviewQueue queue) => [.. queue.Levels.OrderBy(level => level.Value).Select(level => new ReviewLevelReply(level.Value, level.Anchor))];
}

/// <summary>Review queues, by name.</summary>
/// <param name="Queues">The queues.</param>
public sealed record ReviewQueuesReply(IReadOnlyList<ReviewQueueReply> Queues);

/// <summary>An item as one reviewer may see it: before the own vote, nobody else's and not the judge's.</summary>
/// <param name="Queue">Name of the queue.</param>
/// <param name="Item">Id of the item.</param>
/// <param name="Asked">What reviewers are asked.</param>
/// <param name="Levels">What they may say, ascending.</param>
/// <param name="Question">The question that was answered.</param>
/// <param name="Answer">The answer.</param>
/// <param name="Passages">Texts the answer should rest on.</param>
/// <param name="State"><c>open</c>, <c>agreed</c>, <c>disputed</c> or <c>adjudicated</c>.</param>
/// <param name="Reviewers">How many are to vote.</param>
public sealed record ReviewItemReply(
    string Queue, string Item, string Asked, IReadOnlyList<ReviewLevelReply> Levels, string Question, string Answer, IReadOnlyList<string> Passages, string State, int Reviewers)
{
    /// <summary>Why it is reviewed, such as <c>low score</c>; absent while the reviewer is blind, for it may tell what judges said.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; init; }

    /// <summary>How many people have voted; absent while the reviewer is blind.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? VotesCast { get; init; }

    /// <summary>A right answer; absent when none is known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reference { get; init; }

    /// <summary>Turns before the question, oldest first; absent for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ReviewTurnReply>? Before { get; init; }

    /// <summary>The reviewer's own vote; absent before it is cast.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ReviewVoteReply? Own { get; init; }

    /// <summary>Votes of the others; absent while they are hidden.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ReviewVoteReply>? Others { get; init; }

    /// <summary>What a judge said; absent while it is hidden, or when none judged.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Verdict { get; init; }

    /// <summary>What was agreed or decided; absent while nothing is, or it is hidden.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Decided { get; init; }

    internal static ReviewItemReply Of(ReviewView view) => new(
        view.Queue.Name, view.Item.Id, view.Queue.Question, ReviewLevelReply.Of(view.Queue), view.Item.Question, view.Item.Answer, view.Item.Passages ?? [],
        view.State.ToString().ToLowerInvariant(), view.Queue.Reviewers)
    {
        Reason = view.Reason is { } reason ? Evaluating.ReviewWords.Of(reason) : null,
        VotesCast = view.VotesCast,
        Reference = view.Item.Reference,
        Before = view.Item.Before.Count == 0 ? null : [.. view.Item.Before.Select(turn => new ReviewTurnReply(turn.Role, turn.Text))],
        Own = view.Own is { } own ? ReviewVoteReply.Of(own) : null,
        Others = view.Others is { } others ? [.. others.Select(ReviewVoteReply.Of)] : null,
        Verdict = view.Verdict,
        Decided = view.Decided,
    };
}

/// <summary>A turn before the question.</summary>
/// <param name="Role"><c>user</c> or <c>assistant</c>.</param>
/// <param name="Text">What was said.</param>
public sealed record ReviewTurnReply(string Role, string Text);

/// <summary>A vote as it stands.</summary>
/// <param name="Reviewer">Who.</param>
/// <param name="Level">What was said.</param>
/// <param name="Comment">Why; may be empty.</param>
/// <param name="At">When.</param>
/// <param name="Changes">How often it was changed before.</param>
public sealed record ReviewVoteReply(string Reviewer, int Level, string Comment, DateTimeOffset At, int Changes)
{
    internal static ReviewVoteReply Of(ReviewVote vote) => new(vote.Reviewer, vote.Level, vote.Comment, vote.At, vote.Changes);
}

/// <summary>The next item of a reviewer.</summary>
/// <param name="Queue">The queue.</param>
public sealed record NextReviewReply(ReviewQueueReply Queue)
{
    /// <summary>The item; absent when there is nothing to do.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ReviewItemReply? Next { get; init; }
}

/// <summary>Items of a queue, in the order in which they came.</summary>
/// <param name="Queue">The queue.</param>
/// <param name="Items">The items from the place that was asked for.</param>
public sealed record ReviewItemsReply(ReviewQueueReply Queue, IReadOnlyList<ReviewItemReply> Items);

/// <summary>Agreement among people beside agreement of the judge with people. First votes count: they were cast blind.</summary>
/// <param name="Queue">Name of the queue.</param>
/// <param name="Items">Items with at least one vote.</param>
/// <param name="People">Each pair of reviewers.</param>
/// <param name="Judge">The judge with each reviewer.</param>
public sealed record AgreementReply(string Queue, int Items, IReadOnlyList<AgreementPairReply> People, IReadOnlyList<AgreementPairReply> Judge)
{
    /// <summary>Krippendorff's alpha among people; absent where it is not defined.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FigureReply? PeopleAlpha { get; init; }

    /// <summary>Krippendorff's alpha of the judge with people; absent where it is not defined.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FigureReply? JudgeAlpha { get; init; }

    internal static AgreementReply Of(AgreementTable table) => new(table.Queue, table.Items, [.. table.People.Select(AgreementPairReply.Of)], [.. table.Judge.Select(AgreementPairReply.Of)])
    {
        PeopleAlpha = table.PeopleAlpha is { } people ? FigureReply.Of(people) : null,
        JudgeAlpha = table.JudgeAlpha is { } judge ? FigureReply.Of(judge) : null,
    };
}

/// <summary>How far two agree who looked at the same items.</summary>
/// <param name="First">A reviewer, or <c>judge</c>.</param>
/// <param name="Second">A reviewer.</param>
/// <param name="Items">Items that both looked at.</param>
public sealed record AgreementPairReply(string First, string Second, int Items)
{
    /// <summary>Share on which they say the same; absent without such items.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FigureReply? Raw { get; init; }

    /// <summary>Cohen's kappa; absent where it is not defined.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FigureReply? Kappa { get; init; }

    internal static AgreementPairReply Of(AgreementRow row) => new(row.First, row.Second, row.Items)
    {
        Raw = row.Raw is { } raw ? FigureReply.Of(raw) : null,
        Kappa = row.Kappa is { } kappa ? FigureReply.Of(kappa) : null,
    };
}
