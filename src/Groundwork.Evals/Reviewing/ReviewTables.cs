using System.Data.Common;
using Groundwork.Storage;

namespace Groundwork.Evals.Reviewing;

/// <summary>Queues, items and events as rows. The state of an item stands in its row too, so that the next one is found without folding all.</summary>
internal sealed class ReviewTables(TimeProvider time)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromHours(2);

    public static IReadOnlyList<Migration> Migrations { get; } =
    [
        new("reviews", 1, "reviews", """
            create table review_queues (name {text} primary key, body {text} not null);
            create table review_items (
              position {serial}, queue {text} not null, id {text} not null, reason {text} not null, verdict {long}, state {text} not null, body {text} not null, unique (queue, id));
            create index review_items_by_state on review_items (queue, state, position);
            create table review_events (
              position {serial}, queue {text} not null, item {text} not null, kind {text} not null, person {text} not null, level {long}, note {text} not null, at {long} not null);
            create index review_events_by_item on review_events (queue, item, position)
            """),
    ];

    /// <summary>Makes the queue unless there is one of its name.</summary>
    /// <returns>The queue of this name as it is stored.</returns>
    public static async ValueTask<string> CreateAsync(SqlSession session, string name, string body)
    {
        await session.ExecuteAsync("insert into review_queues (name, body) values (@name, @body) on conflict (name) do nothing", ("@name", name), ("@body", body));
        return (await session.FirstAsync("select body from review_queues where name = @name", row => row.GetString(0), ("@name", name)))!;
    }

    public static async ValueTask<IReadOnlyList<ReviewQueue>> QueuesAsync(SqlSession session) =>
        await session.QueryAsync("select body from review_queues order by name", row => ReviewJson.ReadQueue(row.GetString(0)));

    public static async ValueTask<ReviewQueue> QueueAsync(SqlSession session, string name)
    {
        var body = await session.FirstAsync("select body from review_queues where name = @name", row => row.GetString(0), ("@name", name));
        return body is null ? throw new ReviewException($"There is no review queue \"{name}\".") : ReviewJson.ReadQueue(body);
    }

    public static async ValueTask<IReadOnlyDictionary<ReviewState, int>> CountAsync(SqlSession session, string queue)
    {
        var counts = await session.QueryAsync("select state, count(*) from review_items where queue = @queue group by state", row => (Enum.Parse<ReviewState>(row.GetString(0)), row.GetInt32(1)), ("@queue", queue));
        return counts.ToDictionary();
    }

    public async ValueTask<int> AddAsync(SqlSession session, string queue, ReviewItem item) => await session.ExecuteAsync(
        "insert into review_items (queue, id, reason, verdict, state, body) values (@queue, @id, @reason, @verdict, @state, @body) on conflict (queue, id) do nothing",
        ("@queue", queue), ("@id", item.Item.Id), ("@reason", item.Reason.ToString()), ("@verdict", item.Verdict), ("@state", nameof(ReviewState.Open)), ("@body", ReviewJson.Write(item.Item)));

    /// <summary>The first open item that this person has not voted on or skipped, and that not enough others have or are at.</summary>
    public async ValueTask<string?> NextAsync(SqlSession session, ReviewQueue queue, string person) => await session.FirstAsync(
        """
        select i.id from review_items i
        where i.queue = @queue and i.state = 'Open'
          and not exists (select 1 from review_events e where e.queue = i.queue and e.item = i.id and e.person = @person and e.kind in ('Voted', 'Skipped'))
          and (select count(distinct e.person) from review_events e where e.queue = i.queue and e.item = i.id and e.person <> @person
                and (e.kind = 'Voted' or (e.kind = 'Assigned' and e.at > @since
                  and not exists (select 1 from review_events s where s.queue = e.queue and s.item = e.item and s.person = e.person and s.kind = 'Skipped' and s.position > e.position)))) < @reviewers
        order by i.position limit 1
        """,
        row => row.GetString(0),
        ("@queue", queue.Name), ("@person", person), ("@since", (time.GetUtcNow() - s_patience).ToUnixTimeMilliseconds()), ("@reviewers", queue.Reviewers));

    public static async ValueTask<ReviewRecord> ItemAsync(SqlSession session, ReviewQueue queue, string id)
    {
        var item = await session.FirstAsync("select id, reason, verdict, body from review_items where queue = @queue and id = @id", row => ReadItem(queue.Name, row), ("@queue", queue.Name), ("@id", id))
            ?? throw new ReviewException($"There is no item \"{id}\" in the review queue \"{queue.Name}\".");
        return new ReviewRecord(queue, item, await EventsAsync(session, queue.Name, id));
    }

    public static async ValueTask<IReadOnlyList<ReviewRecord>> ItemsAsync(SqlSession session, ReviewQueue queue, ReviewState? state, string person, int skip, int most)
    {
        var items = await session.QueryAsync(
            // To whoever was handed an item and has not answered it is open, whatever the others did.
            """
            select i.id, i.reason, i.verdict, i.body from review_items i
            where i.queue = @queue and (@state is null or @state = case
              when exists (select 1 from review_events e where e.queue = i.queue and e.item = i.id and e.person = @person and e.kind = 'Assigned'
                and not exists (select 1 from review_events l where l.queue = e.queue and l.item = e.item and l.person = e.person and (l.kind = 'Voted' or l.position > e.position))) then 'Open'
              else i.state end)
            order by i.position limit @most offset @skip
            """,
            row => ReadItem(queue.Name, row), ("@queue", queue.Name), ("@person", person), ("@state", state?.ToString()), ("@most", most), ("@skip", skip));
        var records = new List<ReviewRecord>(items.Count);
        foreach (var item in items) records.Add(new ReviewRecord(queue, item, await EventsAsync(session, queue.Name, item.Item.Id)));
        return records;
    }

    /// <summary>Adds an event and brings the state of the item's row up to date.</summary>
    public async ValueTask<ReviewRecord> AppendAsync(SqlSession session, ReviewRecord record, ReviewEventKind kind, string person, int? level, string note)
    {
        var at = time.GetUtcNow();
        await session.ExecuteAsync(
            "insert into review_events (queue, item, kind, person, level, note, at) values (@queue, @item, @kind, @person, @level, @note, @at)",
            ("@queue", record.Queue.Name), ("@item", record.Item.Item.Id), ("@kind", kind.ToString()), ("@person", person), ("@level", level), ("@note", note), ("@at", at.ToUnixTimeMilliseconds()));
        var next = new ReviewRecord(record.Queue, record.Item, [.. record.Events, new ReviewEvent(kind, person, level, note, DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds()))]);
        if (next.State != record.State)
            await session.ExecuteAsync("update review_items set state = @state where queue = @queue and id = @id", ("@state", next.State.ToString()), ("@queue", record.Queue.Name), ("@id", record.Item.Item.Id));
        return next;
    }

    private static async ValueTask<IReadOnlyList<ReviewEvent>> EventsAsync(SqlSession session, string queue, string item) => await session.QueryAsync(
        "select kind, person, level, note, at from review_events where queue = @queue and item = @item order by position",
        row => new ReviewEvent(Enum.Parse<ReviewEventKind>(row.GetString(0)), row.GetString(1), row.IsDBNull(2) ? null : row.GetInt32(2), row.GetString(3), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(4))),
        ("@queue", queue), ("@item", item));

    private static ReviewItem ReadItem(string queue, DbDataReader row) =>
        new(queue, ReviewJson.ReadItem(row.GetString(3)), Enum.Parse<ReviewReason>(row.GetString(1)), row.IsDBNull(2) ? null : row.GetInt32(2));
}
