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
        new("conversations", 2, "events by time", "create index conversation_events_by_time on conversation_events (at)"),
    ];

    private string Now => time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture);

    /// <summary>Begins a conversation.</summary>
    /// <returns>Its id.</returns>
    public async ValueTask<string> BeginAsync(CollectionName collection, CancellationToken cancellationToken)
    {
        var id = Convert.ToHexStringLower(secrets(IdBytes));
        await database.WriteAsync(
            session => session.ExecuteAsync("insert into conversations (id, collection, title, changed_at) values (@id, @collection, '', @at)", ("@id", id), ("@collection", collection.Value), ("@at", Now)),
            cancellationToken);
        return id;
    }

    /// <summary>Folds a conversation.</summary>
    /// <exception cref="ConversationNotFoundException">There is none.</exception>
    public ValueTask<Conversation> LoadAsync(string id, CancellationToken cancellationToken) => database.ReadAsync(session => FoldAsync(session, id, long.MaxValue), cancellationToken);

    /// <summary>Conversations with at least one turn, the one that changed last first.</summary>
    /// <param name="collection">Only those of a collection; null for all.</param>
    /// <param name="skip">How many to leave out.</param>
    /// <param name="limit">How many to return.</param>
    /// <param name="cancellationToken">Leaves as a cancellation.</param>
    public ValueTask<ConversationsReply> ListAsync(string? collection, int skip, int limit, CancellationToken cancellationToken) => database.ReadAsync(
        async session => new ConversationsReply(
            await session.CountAsync("select count(*) from conversations where title <> '' and (@collection is null or collection = @collection)", ("@collection", collection)),
            await session.QueryAsync(
                "select id, collection, title, changed_at from conversations where title <> '' and (@collection is null or collection = @collection) order by changed_at desc, id limit @limit offset @skip",
                row => new ConversationSummary(row.GetString(0), row.GetString(1), row.GetString(2), TimeOf(row.GetString(3))),
                ("@collection", collection), ("@limit", limit), ("@skip", skip))),
        cancellationToken);

    /// <summary>Adds a turn. Whoever asks at the same time gets a turn before or after it.</summary>
    /// <param name="id">The conversation.</param>
    /// <param name="choose">What is asked, and after which turn, told the conversation as it is.</param>
    /// <param name="cancellationToken">Leaves no turn.</param>
    /// <exception cref="ConversationFullException">It has too many turns.</exception>
    public ValueTask<(Conversation Conversation, Turn Turn, EarlierTurns Earlier)> AskAsync(
        string id, Func<Conversation, (AskRequest Request, long After)> choose, CancellationToken cancellationToken) => database.WriteAsync(
        async session =>
        {
            var before = await FoldAsync(session, id, long.MaxValue);
            if (before.All.Count >= limits.MaxTurns) throw new ConversationFullException(before.All.Count);
            var (request, after) = choose(before);
            var earlier = EarlierTurns.Of(before.PathTo(after), limits);
            var number = before.Version + 1;
            await AppendAsync(session, id, number, number, new ConversationEvent.Asked(number, after, request with { Collection = before.Collection }, earlier.LeftOut));
            // What a question follows may stand in it again, and in its answer.
            foreach (var turn in earlier.Turns)
                await session.ExecuteAsync(
                    "insert into conversation_documents (conversation, turn, document) select conversation, @turn, document from conversation_documents where conversation = @id and turn = @earlier on conflict do nothing",
                    ("@turn", number), ("@id", id), ("@earlier", turn.Number));
            var now = await FoldAsync(session, id, long.MaxValue);
            return (now, now.Find(number)!, earlier);
        },
        cancellationToken);

    /// <summary>Says what came of a turn. When a document that the answer shows was deleted meanwhile, the turn is forgotten instead.</summary>
    public ValueTask<Conversation> EndAsync(string id, long turn, ConversationEvent end, IReadOnlyCollection<string> shown, CancellationToken cancellationToken) => database.WriteAsync(
        async session =>
        {
            var before = await FoldAsync(session, id, long.MaxValue);
            if (before.Find(turn) is not { State: not TurnState.Forgotten }) return before;
            foreach (var document in shown)
                await session.ExecuteAsync("insert into conversation_documents (conversation, turn, document) values (@id, @turn, @document) on conflict do nothing", ("@id", id), ("@turn", turn), ("@document", document));
            await AppendAsync(session, id, before.Version + 1, turn, end);
            await ForgetOrphansAsync(session, before.Collection, id);
            return await FoldAsync(session, id, long.MaxValue);
        },
        cancellationToken);

    /// <summary>Appends an event about a turn, or about the conversation with <paramref name="turn"/> 0.</summary>
    public ValueTask<Conversation> AddAsync(string id, long turn, Func<Conversation, ConversationEvent> choose, CancellationToken cancellationToken) => database.WriteAsync(
        async session =>
        {
            var before = await FoldAsync(session, id, long.MaxValue);
            await AppendAsync(session, id, before.Version + 1, turn, choose(before));
            return await FoldAsync(session, id, long.MaxValue);
        },
        cancellationToken);

    /// <summary>Deletes a conversation with everything about it.</summary>
    /// <exception cref="ConversationNotFoundException">There is none.</exception>
    public async ValueTask DeleteAsync(string id, CancellationToken cancellationToken)
    {
        if (await database.WriteAsync(session => session.ExecuteAsync("delete from conversations where id = @id", ("@id", id)), cancellationToken) == 0) throw ConversationNotFoundException.Of(id);
    }

    /// <summary>The verdicts on answers of a collection that were asked for at a time or later, replaced turns included.</summary>
    public ValueTask<IReadOnlyList<RatedAnswer>> RatedAsync(CollectionName collection, DateTimeOffset since, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<RatedAnswer>>(
        async session =>
        {
            var rated = new List<(DateTimeOffset At, RatedAnswer Answer)>();
            foreach (var id in await session.QueryAsync("select id from conversations where collection = @collection", row => row.GetString(0), ("@collection", collection.Value)))
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
        var collection = await session.FirstAsync("select collection from conversations where id = @id", row => row.GetString(0), ("@id", id)) ?? throw ConversationNotFoundException.Of(id);
        var events = await session.QueryAsync(
            "select version, at, body from conversation_events where conversation = @id and version <= @upTo order by version",
            row => new RecordedConversationEvent(row.GetInt64(0), TimeOf(row.GetString(1)), JsonSerializer.Deserialize(row.GetString(2), ConversationJson.Default.ConversationEvent)!),
            ("@id", id), ("@upTo", upTo));
        return Conversation.Of(id, collection, events);
    }

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

    private async ValueTask AppendAsync(SqlSession session, string id, long version, long turn, ConversationEvent happened)
    {
        await session.ExecuteAsync(
            "insert into conversation_events (conversation, version, turn, at, body) values (@id, @version, @turn, @at, @body)",
            ("@id", id), ("@version", version), ("@turn", turn), ("@at", Now), ("@body", JsonSerializer.Serialize(happened, ConversationJson.Default.ConversationEvent)));
        var title = (await FoldAsync(session, id, long.MaxValue)).Title;
        await session.ExecuteAsync("update conversations set title = @title, changed_at = @at where id = @id", ("@title", title), ("@at", Now), ("@id", id));
    }
}
