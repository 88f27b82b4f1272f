using Groundwork.Evals.Reviewing;
using Groundwork.Storage;

namespace Groundwork.Evals;

/// <summary>
/// Queues of things that people look at. Votes are events: nothing is overwritten, a changed vote is a new event. Before the own vote is cast a reviewer sees neither other votes nor the judge's
/// verdict, nor the model, the reason, the state and the count that tell of them.
/// </summary>
/// <remarks>Safe for concurrent use, by several processes too. An item that was handed out and not voted on within two hours is handed out again; the late vote still counts.</remarks>
/// <param name="database">Opened with <see cref="Migrations"/>.</param>
/// <param name="time">Clock for events.</param>
public sealed class ReviewStore(IDatabase database, TimeProvider time)
{
    private const int MostReviewers = 9;
    private const int MostCommentCharacters = 4_000;

    private readonly ReviewTables _tables = new(time);

    /// <summary>The tables of reviews.</summary>
    public static IReadOnlyList<Migration> Migrations => ReviewTables.Migrations;

    /// <summary>Makes a queue; one that is there already stays.</summary>
    /// <exception cref="ReviewException">A queue of this name asks something else, or the queue breaks a rule.</exception>
    public async ValueTask CreateAsync(ReviewQueue queue, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(queue);
        if (queue.Name.Length is 0 or > 64 || !queue.Name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')) throw new ReviewException($"The name \"{queue.Name}\" must have 1 to 64 lower-case letters, digits and hyphens.");
        if (queue.Reviewers is < 1 or > MostReviewers) throw new ReviewException(FormattableString.Invariant($"The queue asks for {queue.Reviewers} reviewers per item; it must be 1..{MostReviewers}."));
        if (queue.Levels.Count < 2 || queue.Levels.DistinctBy(level => level.Value).Count() != queue.Levels.Count) throw new ReviewException("A queue needs two or more different levels.");
        var body = ReviewJson.Write(queue);
        var stored = await database.WriteAsync(session => ReviewTables.CreateAsync(session, queue.Name, body), cancellationToken);
        if (!string.Equals(stored, body, StringComparison.Ordinal)) throw new ReviewException($"There is a queue \"{queue.Name}\" that asks something else. Votes on different questions cannot stand together: choose another name.");
    }

    /// <summary>All queues, by name.</summary>
    public async ValueTask<IReadOnlyList<ReviewQueue>> QueuesAsync(CancellationToken cancellationToken) =>
        await database.ReadAsync(session => ReviewTables.QueuesAsync(session), cancellationToken);

    /// <summary>A queue.</summary>
    /// <exception cref="ReviewException">There is no such queue.</exception>
    public async ValueTask<ReviewQueue> FindQueueAsync(string queue, CancellationToken cancellationToken) =>
        await database.ReadAsync(session => ReviewTables.QueueAsync(session, queue), cancellationToken);

    /// <summary>How many items of a queue are in each state; a state without items is left out.</summary>
    public async ValueTask<IReadOnlyDictionary<ReviewState, int>> CountAsync(string queue, CancellationToken cancellationToken) =>
        await database.ReadAsync(session => ReviewTables.CountAsync(session, queue), cancellationToken);

    /// <summary>Puts items in. Those that are there already stay as they are.</summary>
    /// <returns>How many are new.</returns>
    /// <exception cref="ReviewException">There is no such queue.</exception>
    public async ValueTask<int> AddAsync(string queue, IReadOnlyList<ReviewItem> items, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(items);
        return await database.WriteAsync(async session =>
        {
            await ReviewTables.QueueAsync(session, queue);
            var added = 0;
            foreach (var item in items) added += await _tables.AddAsync(session, queue, item);
            return added;
        }, cancellationToken);
    }

    /// <summary>Hands out the first item that still needs this reviewer; the same one until it is voted on or skipped.</summary>
    /// <returns>Null when there is nothing to do.</returns>
    /// <exception cref="ReviewException">There is no such queue.</exception>
    public async ValueTask<ReviewView?> NextAsync(string queue, string reviewer, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reviewer);
        return await database.WriteAsync<ReviewView?>(async session =>
        {
            var asked = await ReviewTables.QueueAsync(session, queue);
            if (await _tables.NextAsync(session, asked, reviewer) is not { } id) return null;
            var record = await ReviewTables.ItemAsync(session, asked, id);
            if (!record.IsAssigned(reviewer)) record = await _tables.AppendAsync(session, record, ReviewEventKind.Assigned, reviewer, null, "");
            return record.ViewFor(reviewer);
        }, cancellationToken);
    }

    /// <summary>An item as this reviewer may see it.</summary>
    /// <exception cref="ReviewException">There is no such queue or item.</exception>
    public async ValueTask<ReviewView> FindAsync(string queue, string item, string reviewer, CancellationToken cancellationToken) =>
        await database.ReadAsync(async session => (await ReviewTables.ItemAsync(session, await ReviewTables.QueueAsync(session, queue), item)).ViewFor(reviewer), cancellationToken);

    /// <summary>Items as this reviewer may see them, in the order in which they came.</summary>
    /// <param name="queue">Name of the queue.</param>
    /// <param name="state">Only those in this state as the reviewer may know it; null for all.</param>
    /// <param name="reviewer">Who looks.</param>
    /// <param name="skip">Items to leave out at the beginning.</param>
    /// <param name="most">Most items, 1..1,000.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public async ValueTask<IReadOnlyList<ReviewView>> ListAsync(string queue, ReviewState? state, string reviewer, int skip, int most, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(skip);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(most, 1_000);
        return await database.ReadAsync(async session =>
        {
            var asked = await ReviewTables.QueueAsync(session, queue);
            return (IReadOnlyList<ReviewView>)[.. (await ReviewTables.ItemsAsync(session, asked, state, reviewer, skip, most)).Select(record => record.ViewFor(reviewer))];
        }, cancellationToken);
    }

    /// <summary>Casts a vote, or changes the reviewer's own.</summary>
    /// <returns>The item with what the reviewer may see now.</returns>
    /// <exception cref="ReviewException">The level is not on the scale, the item has its votes and the reviewer was not asked, or it was decided.</exception>
    public async ValueTask<ReviewView> VoteAsync(string queue, string item, string reviewer, int level, string comment, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reviewer);
        RequireShort(comment);
        return await database.WriteAsync(async session =>
        {
            var record = await ReviewTables.ItemAsync(session, await ReviewTables.QueueAsync(session, queue), item);
            RequireLevel(record.Queue, level);
            if (record.State == ReviewState.Adjudicated) throw new ReviewException($"\"{item}\" was decided by {record.Decision!.Person}; votes are closed.");
            if (record.State != ReviewState.Open && !record.IsAssigned(reviewer) && record.VoteOf(reviewer) is null) throw new ReviewException($"\"{item}\" has all its votes. Take the next one.");
            return (await _tables.AppendAsync(session, record, ReviewEventKind.Voted, reviewer, level, comment)).ViewFor(reviewer);
        }, cancellationToken);
    }

    /// <summary>Leaves an item to others.</summary>
    /// <param name="queue">Name of the queue.</param>
    /// <param name="item">Id of the item.</param>
    /// <param name="reviewer">Who skips.</param>
    /// <param name="reason">Why; not empty.</param>
    /// <param name="cancellationToken">Cancels before anything is stored.</param>
    /// <exception cref="ReviewException">The reason is empty, or the reviewer has voted.</exception>
    public async ValueTask SkipAsync(string queue, string item, string reviewer, string reason, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reviewer);
        if (string.IsNullOrWhiteSpace(reason)) throw new ReviewException("Say why the item is skipped, so that it can be mended.");
        RequireShort(reason);
        await database.WriteAsync(async session =>
        {
            var record = await ReviewTables.ItemAsync(session, await ReviewTables.QueueAsync(session, queue), item);
            if (record.VoteOf(reviewer) is not null) throw new ReviewException($"{reviewer} has voted on \"{item}\"; change the vote instead.");
            return await _tables.AppendAsync(session, record, ReviewEventKind.Skipped, reviewer, null, reason);
        }, cancellationToken);
    }

    /// <summary>Decides an item on which reviewers differ.</summary>
    /// <exception cref="ReviewException">The level is not on the scale, or votes are missing.</exception>
    public async ValueTask<ReviewView> AdjudicateAsync(string queue, string item, string person, int level, string reason, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(person);
        RequireShort(reason);
        return await database.WriteAsync(async session =>
        {
            var record = await ReviewTables.ItemAsync(session, await ReviewTables.QueueAsync(session, queue), item);
            RequireLevel(record.Queue, level);
            if (record.State == ReviewState.Open) throw new ReviewException(FormattableString.Invariant($"\"{item}\" has {record.Votes.Count} of {record.Queue.Reviewers} votes; it is decided when all are in."));
            return (await _tables.AppendAsync(session, record, ReviewEventKind.Adjudicated, person, level, reason)).ViewFor(person);
        }, cancellationToken);
    }

    /// <summary>Agreement of reviewers with each other and of the judge with them. First votes count: they were cast blind.</summary>
    /// <param name="queue">Name of the queue.</param>
    /// <param name="seed">Decides the draws of the intervals.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public async ValueTask<AgreementTable> AgreementAsync(string queue, long seed, CancellationToken cancellationToken)
    {
        var (asked, records) = await AllAsync(queue, cancellationToken);
        return ReviewAgreement.Of(asked, records, seed);
    }

    /// <summary>The labels as a set that judges can be certified on.</summary>
    /// <param name="queue">Name of the queue.</param>
    /// <param name="onlyDecisions">True for one label per item, what was agreed or decided; false for the first vote of every reviewer, which shows how far people agree.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="ReviewException">Nothing is labelled yet.</exception>
    public async ValueTask<LabelSet> ExportAsync(string queue, bool onlyDecisions, CancellationToken cancellationToken)
    {
        var (asked, records) = await AllAsync(queue, cancellationToken);
        return ReviewExport.Labels(asked, records, onlyDecisions);
    }

    /// <summary>An item as a sample of a dataset: labelled by people, no draft.</summary>
    /// <param name="queue">Name of the queue.</param>
    /// <param name="item">Id of the item.</param>
    /// <param name="reference">A right answer, where a reviewer wrote one; null for the item's own, or the answer itself when it got the best level.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="ReviewException">The item is not agreed or decided.</exception>
    public async ValueTask<Sample> PromoteAsync(string queue, string item, string? reference, CancellationToken cancellationToken) => await database.ReadAsync(
        async session => ReviewExport.Sample(await ReviewTables.ItemAsync(session, await ReviewTables.QueueAsync(session, queue), item), reference), cancellationToken);

    private ValueTask<(ReviewQueue Queue, IReadOnlyList<ReviewRecord> Records)> AllAsync(string queue, CancellationToken cancellationToken) => database.ReadAsync(
        async session =>
        {
            var asked = await ReviewTables.QueueAsync(session, queue);
            return (asked, await ReviewTables.ItemsAsync(session, asked, null, "", 0, int.MaxValue));
        },
        cancellationToken);

    private static void RequireLevel(ReviewQueue queue, int level)
    {
        if (!queue.Levels.Any(known => known.Value == level))
            throw new ReviewException(FormattableString.Invariant($"{level} is no level of \"{queue.Name}\"; there are {string.Join(", ", queue.Levels.Select(known => known.Value))}."));
    }

    private static void RequireShort(string comment)
    {
        ArgumentNullException.ThrowIfNull(comment);
        if (comment.Length > MostCommentCharacters) throw new ReviewException(FormattableString.Invariant($"The comment has {comment.Length} characters; at most {MostCommentCharacters} are kept."));
    }
}
