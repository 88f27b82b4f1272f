using System.Globalization;
using System.Text.Json;
using Groundwork.Knowledge;
using Groundwork.Storage;

namespace Groundwork.UseCases.Conversing;

/// <summary>
/// Conversations as events that are only ever appended. The exception is a deleted document: every turn that showed it, or was asked
/// with such a turn behind it, is forgotten with question, answer and feedback.
/// </summary>
/// <param name="database">Opened with <see cref="Migrations"/>.</param>
/// <param name="time">Clock.</param>
/// <param name="secrets">Draws that many bytes that nobody can guess.</param>
/// <param name="limits">How much is remembered.</param>
internal sealed class ConversationStore(IDatabase database, TimeProvider time, Func<int, byte[]> secrets, ConversationSettings limits)
{
    private const int IdBytes = 12;

    // A conversation that nothing was asked in for so long was left behind.
    private static readonly TimeSpan EmptyFor = TimeSpan.FromDays(1);

    /// <summary>The tables of conversations.</summary>
    public static IReadOnlyList<Migration> Migrations { get; } =
    [
        new("conversations", 1, "conversations, their events, the documents they show and their shared addresses", """
            create table conversations (id {text} primary key, collection {text} not null, title {text} not null, changed_at {text} not null);
            create index conversations_by_change on conversations (changed_at);
            create table conversation_events (
              conversation {text} not null references conversations (id) on delete cascade, version {long} not null, turn {long} not null, at {text} not null, body {text} not null,
              primary key (conversation, version));
            create table conversation_documents (
              conversation {text} not null references conversations (id) on delete cascade, turn {long} not null, document {text} not null,
              primary key (conversation, turn, document));
            create index conversation_documents_by_document on conversation_documents (document);
            create table conversation_shares (
              token {text} primary key, conversation {text} not null references conversations (id) on delete cascade, version {long} not null, at {text} not null);
            create index conversation_shares_by_conversation on conversation_shares (conversation)
            """),
        new("conversations", 2, "numbers that are never given twice, owners, and the turns that are being answered", """
            alter table conversations add column next_version {long} not null default 1;
            alter table conversations add column owner {text} not null default 'local';
            update conversations set next_version = 1
              + (select coalesce(max(e.version), 0) from conversation_events e where e.conversation = conversations.id)
              + (select coalesce(max(s.version), 0) from conversation_shares s where s.conversation = conversations.id);
            create table conversation_running (
              conversation {text} not null references conversations (id) on delete cascade, turn {long} not null, process {text} not null, primary key (conversation, turn));
            insert into conversation_running (conversation, turn, process)
              select e.conversation, e.version, '' from conversation_events e where e.version = e.turn and e.body like '{"event":"asked"%'
                and not exists (select 1 from conversation_events x where x.conversation = e.conversation and x.turn = e.turn and x.version <> e.turn)
            """),
        new("conversations", 3, "events by time", "create index conversation_events_by_time on conversation_events (at)"),
    ];

    private string Now => Text(time.GetUtcNow());

    /// <summary>Begins a conversation. Those that stayed empty for a day are removed.</summary>
    /// <param name="collection">The collection that answers.</param>
    /// <param name="owner">Whose it is: the id of a key, or <see cref="Owner.Local"/>.</param>
    /// <param name="cancellationToken">Leaves as a cancellation.</param>
    /// <returns>Its id.</returns>
    public async ValueTask<string> BeginAsync(CollectionName collection, string owner, CancellationToken cancellationToken)
    {
        var id = Convert.ToHexStringLower(secrets(IdBytes));
        await database.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync(
                    "delete from conversations where title = '' and changed_at < @before and not exists (select 1 from conversation_events e where e.conversation = conversations.id)",
                    ("@before", Text(time.GetUtcNow() - EmptyFor)));
                return await session.ExecuteAsync(
                    "insert into conversations (id, collection, title, changed_at, owner) values (@id, @collection, '', @at, @owner)",
                    ("@id", id), ("@collection", collection.Value), ("@at", Now), ("@owner", owner));
            },
            cancellationToken);
        return id;
    }

    /// <summary>Folds a conversation.</summary>
    /// <exception cref="ConversationNotFoundException">There is none.</exception>
    public ValueTask<Conversation> LoadAsync(string id, CancellationToken cancellationToken) => database.ReadAsync(session => FoldAsync(session, id, long.MaxValue), cancellationToken);

    /// <summary>The events that are kept of a conversation, ascending by version.</summary>
    internal ValueTask<List<RecordedConversationEvent>> EventsAsync(string id, CancellationToken cancellationToken) => database.ReadAsync(session => EventsAsync(session, id, long.MaxValue), cancellationToken);

    /// <summary>Conversations with at least one turn, the one that changed last first.</summary>
    /// <param name="collection">Only those of a collection; null for all.</param>
    /// <param name="owner">Only those of an owner; null for all.</param>
    /// <param name="skip">How many to leave out.</param>
    /// <param name="limit">How many to return.</param>
    /// <param name="cancellationToken">Leaves as a cancellation.</param>
    public ValueTask<ConversationsReply> ListAsync(string? collection, string? owner, int skip, int limit, CancellationToken cancellationToken) => database.ReadAsync(
        async session => new ConversationsReply(
            await session.CountAsync("select count(*) from conversations where title <> '' and (@collection is null or collection = @collection) and (@owner is null or owner = @owner)", ("@collection", collection), ("@owner", owner)),
            await session.QueryAsync(
                "select id, collection, title, changed_at from conversations where title <> '' and (@collection is null or collection = @collection) and (@owner is null or owner = @owner) order by changed_at desc, id limit @limit offset @skip",
                row => new ConversationSummary(row.GetString(0), row.GetString(1), row.GetString(2), TimeOf(row.GetString(3))),
                ("@collection", collection), ("@owner", owner), ("@limit", limit), ("@skip", skip))),
        cancellationToken);

    /// <summary>Adds a turn. Whoever asks at the same time gets a turn before or after it.</summary>
    /// <param name="id">The conversation.</param>
    /// <param name="process">Who answers it: when that process dies, the turn has failed.</param>
    /// <param name="choose">What is asked, and after which turn, told the conversation as it is.</param>
    /// <param name="cancellationToken">Leaves no turn.</param>
    /// <exception cref="ConversationFullException">It has too many turns.</exception>
    public ValueTask<(Conversation Conversation, Turn Turn, EarlierTurns Earlier)> AskAsync(
        string id, string process, Func<Conversation, (AskRequest Request, long After)> choose, CancellationToken cancellationToken) => database.WriteAsync(
        async session =>
        {
            var now = await FoldAsync(session, id, long.MaxValue);
            // What was removed a moment ago must not go along with this question.
            if (await ForgetOrphansAsync(session, now.Collection, id) > 0) now = await FoldAsync(session, id, long.MaxValue);
            if (now.All.Count >= limits.MaxTurns) throw new ConversationFullException(now.All.Count);
            var (request, after) = choose(now);
            var earlier = EarlierTurns.Of(now.PathTo(after), limits);
            var number = await NextVersionAsync(session, id);
            await AppendAsync(session, now, number, number, new ConversationEvent.Asked(number, after, request with { Collection = now.Collection }, earlier.LeftOut));
            await session.ExecuteAsync("insert into conversation_running (conversation, turn, process) values (@id, @turn, @process)", ("@id", id), ("@turn", number), ("@process", process));
            // What a question follows may stand in it again, and in its answer.
            foreach (var turn in earlier.Turns)
                await session.ExecuteAsync(
                    "insert into conversation_documents (conversation, turn, document) select conversation, @turn, document from conversation_documents where conversation = @id and turn = @earlier on conflict do nothing",
                    ("@turn", number), ("@id", id), ("@earlier", turn.Number));
            return (now, now.Find(number)!, earlier);
        },
        cancellationToken);

    /// <summary>Says what came of a turn, once. When a document that took part in the answer was deleted meanwhile, the turn is forgotten instead.</summary>
    public ValueTask<Conversation> EndAsync(string id, long turn, ConversationEvent end, IReadOnlyCollection<string> seen, CancellationToken cancellationToken) => database.WriteAsync(
        async session =>
        {
            await session.ExecuteAsync("delete from conversation_running where conversation = @id and turn = @turn", ("@id", id), ("@turn", turn));
            var now = await FoldAsync(session, id, long.MaxValue);
            if (now.Find(turn) is not { State: TurnState.Open }) return now;
            foreach (var document in seen)
                await session.ExecuteAsync("insert into conversation_documents (conversation, turn, document) values (@id, @turn, @document) on conflict do nothing", ("@id", id), ("@turn", turn), ("@document", document));
            await AppendAsync(session, now, await NextVersionAsync(session, id), turn, end);
            return await ForgetOrphansAsync(session, now.Collection, id) == 0 ? now : await FoldAsync(session, id, long.MaxValue);
        },
        cancellationToken);

    /// <summary>The turns that no process has ended yet.</summary>
    public ValueTask<List<(string Conversation, long Turn, string Process)>> RunningAsync(CancellationToken cancellationToken) => database.ReadAsync(
        session => session.QueryAsync("select conversation, turn, process from conversation_running", row => (row.GetString(0), row.GetInt64(1), row.GetString(2))), cancellationToken);

    /// <summary>Appends a verdict on a turn; it takes the place of the earlier one.</summary>
    public ValueTask<Conversation> RateAsync(string id, long turn, Func<Conversation, ConversationEvent.Rated> choose, CancellationToken cancellationToken) => database.WriteAsync(
        async session =>
        {
            var now = await FoldAsync(session, id, long.MaxValue);
            var rated = choose(now);
            await session.ExecuteAsync("delete from conversation_events where conversation = @id and turn = @turn and body like '{\"event\":\"rated\"%'", ("@id", id), ("@turn", turn));
            await AppendAsync(session, now, await NextVersionAsync(session, id), turn, rated);
            return now;
        },
        cancellationToken);

    /// <summary>Appends a title. Earlier ones stay only where a shared address shows them.</summary>
    public ValueTask<Conversation> RenameAsync(string id, ConversationEvent.Renamed renamed, CancellationToken cancellationToken) => database.WriteAsync(
        async session =>
        {
            var now = await FoldAsync(session, id, long.MaxValue);
            await session.ExecuteAsync(
                """
                delete from conversation_events where conversation = @id and turn = 0
                  and not exists (select 1 from conversation_shares s where s.conversation = @id and s.version >= conversation_events.version)
                """,
                ("@id", id));
            await AppendAsync(session, now, await NextVersionAsync(session, id), 0, renamed);
            return now;
        },
        cancellationToken);

    /// <summary>Deletes a conversation with everything about it.</summary>
    /// <exception cref="ConversationNotFoundException">There is none.</exception>
    public async ValueTask DeleteAsync(string id, CancellationToken cancellationToken)
    {
        if (await database.WriteAsync(session => session.ExecuteAsync("delete from conversations where id = @id", ("@id", id)), cancellationToken) == 0) throw ConversationNotFoundException.Of(id);
    }

    /// <summary>The verdicts on answers of a collection, replaced turns included.</summary>
    /// <param name="collection">The collection.</param>
    /// <param name="owner">Only those in conversations of an owner; null for all.</param>
    /// <param name="since">Only answers that were asked for then or later.</param>
    /// <param name="cancellationToken">Leaves as a cancellation.</param>
    public ValueTask<IReadOnlyList<RatedAnswer>> RatedAsync(CollectionName collection, string? owner, DateTimeOffset since, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<RatedAnswer>>(
        async session =>
        {
            var rated = new List<(DateTimeOffset At, RatedAnswer Answer)>();
            foreach (var id in await session.QueryAsync("select id from conversations where collection = @collection and (@owner is null or owner = @owner)", row => row.GetString(0), ("@collection", collection.Value), ("@owner", owner)))
                foreach (var turn in (await FoldAsync(session, id, long.MaxValue)).All)
                    if (turn is { Feedback: { } feedback, Reply: { } reply } && turn.At >= since)
                        rated.Add((turn.At, new RatedAnswer(id, turn.Number, turn.Question, reply, turn.Fingerprints, feedback.Verdict, feedback.Reason)));
            return [.. rated.OrderBy(r => r.At).Select(r => r.Answer)];
        },
        cancellationToken);

    /// <summary>Forgets the turns that saw a document which no longer exists.</summary>
    /// <returns>How many were forgotten.</returns>
    public ValueTask<int> ForgetOrphansAsync(CollectionName collection, CancellationToken cancellationToken) =>
        database.WriteAsync(session => ForgetOrphansAsync(session, collection.Value, null), cancellationToken);

    /// <summary>Forgets every conversation of a collection.</summary>
    /// <returns>How many were forgotten.</returns>
    public ValueTask<int> ForgetAsync(CollectionName collection, CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.ExecuteAsync("delete from conversations where collection = @collection", ("@collection", collection.Value)), cancellationToken);

    internal static async ValueTask<Conversation> FoldAsync(SqlSession session, string id, long upTo)
    {
        var (collection, owner) = await session.FirstAsync("select collection, owner from conversations where id = @id", row => (row.GetString(0), row.GetString(1)), ("@id", id));
        if (collection is null) throw ConversationNotFoundException.Of(id);
        return Conversation.Of(id, collection, await EventsAsync(session, id, upTo), owner);
    }

    private static async ValueTask<List<RecordedConversationEvent>> EventsAsync(SqlSession session, string id, long upTo) => await session.QueryAsync(
        "select version, at, body from conversation_events where conversation = @id and version <= @upTo order by version",
        row => new RecordedConversationEvent(row.GetInt64(0), TimeOf(row.GetString(1)), JsonSerializer.Deserialize(row.GetString(2), ConversationJson.Default.ConversationEvent)!),
        ("@id", id), ("@upTo", upTo));

    private static string Text(DateTimeOffset at) => at.ToString("O", CultureInfo.InvariantCulture);

    internal static DateTimeOffset TimeOf(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);

    private static async ValueTask<int> ForgetOrphansAsync(SqlSession session, string collection, string? only)
    {
        var turns = await session.QueryAsync(
            """
            select distinct c.id, d.turn from conversations c join conversation_documents d on d.conversation = c.id
            where c.collection = @collection and (@only is null or c.id = @only)
              and not exists (select 1 from documents s where s.collection = @collection and s.id = d.document)
            """,
            row => (Id: row.GetString(0), Turn: row.GetInt64(1)), ("@collection", collection), ("@only", only));
        foreach (var conversation in turns.GroupBy(t => t.Id, StringComparer.Ordinal))
        {
            var before = await FoldAsync(session, conversation.Key, long.MaxValue);
            foreach (var (id, turn) in conversation)
            {
                var forgotten = JsonSerializer.Serialize(new ConversationEvent.Forgotten(turn, before.Find(turn)?.After ?? 0), ConversationJson.Default.ConversationEvent);
                await session.ExecuteAsync("delete from conversation_events where conversation = @id and turn = @turn and version <> @turn", ("@id", id), ("@turn", turn));
                await session.ExecuteAsync("update conversation_events set body = @body where conversation = @id and version = @turn", ("@body", forgotten), ("@id", id), ("@turn", turn));
                await session.ExecuteAsync("delete from conversation_documents where conversation = @id and turn = @turn", ("@id", id), ("@turn", turn));
            }

            var title = (await FoldAsync(session, conversation.Key, long.MaxValue)).Title;
            await session.ExecuteAsync("update conversations set title = @title where id = @id", ("@title", title), ("@id", conversation.Key));
        }

        return turns.Count;
    }

    // A number is never given twice, also not when the events that had the last ones are forgotten: a shared address shows all up to its own.
    private static async ValueTask<long> NextVersionAsync(SqlSession session, string id) =>
        await session.CountAsync("update conversations set next_version = next_version + 1 where id = @id returning next_version - 1", ("@id", id));

    private async ValueTask AppendAsync(SqlSession session, Conversation now, long version, long turn, ConversationEvent happened)
    {
        var at = time.GetUtcNow();
        await session.ExecuteAsync(
            "insert into conversation_events (conversation, version, turn, at, body) values (@id, @version, @turn, @at, @body)",
            ("@id", now.Id), ("@version", version), ("@turn", turn), ("@at", Text(at)), ("@body", JsonSerializer.Serialize(happened, ConversationJson.Default.ConversationEvent)));
        now.Add(new RecordedConversationEvent(version, at, happened));
        await session.ExecuteAsync("update conversations set title = @title, changed_at = @at where id = @id", ("@title", now.Title), ("@at", Text(at)), ("@id", now.Id));
    }
}
