using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Groundwork.Knowledge;
using Groundwork.Storage;
using Groundwork.UseCases.Conversing;

namespace Groundwork.UseCases.Monitoring;

/// <summary>
/// What was asked and answered, by time: single questions and turns of conversations alike. It is read where it is kept, so an answer that a deletion took along is gone from here too. Memory is bounded by what is
/// asked for, whatever the number of answers.
/// </summary>
/// <param name="database">With the tables of <see cref="AnswerLog"/> and <see cref="ConversationStore"/>.</param>
internal sealed class ProductionAnswers(IDatabase database)
{
    private const int KeysAtOnce = 10_000;
    private const int AnswersAtOnce = 200;

    private const string TurnsOfWindow =
        "from conversation_events e join conversations c on c.id = e.conversation where c.collection = @collection and e.at >= @from and e.at < @to and substr(e.body, 1, 19) = '{\"event\":\"answered\"'";

    /// <summary>A window, thinned out by chance when there are more answers than wanted.</summary>
    /// <param name="collection">The collection.</param>
    /// <param name="from">Its first moment.</param>
    /// <param name="to">The first moment after it.</param>
    /// <param name="most">Most answers to read.</param>
    /// <param name="seed">Decides the draw.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    public ValueTask<AnswerWindow> SampleAsync(CollectionName collection, DateTimeOffset from, DateTimeOffset to, int most, long seed, CancellationToken cancellationToken) => database.ReadAsync(
        async session =>
        {
            var window = new Window(session, collection.Value, Text(from), Text(to));
            var singles = await window.CountAsync("select count(*) from answers where collection = @collection and at >= @from and at < @to");
            var turns = await window.CountAsync("select count(*) " + TurnsOfWindow);
            var random = new Random((int)(seed ^ (seed >> 32)));
            var ofSingles = singles + turns <= most ? singles : (long)Math.Round(most * (singles / (double)(singles + turns)));
            var ofTurns = singles + turns <= most ? turns : most - ofSingles;
            var answers = new List<ProductionAnswer>();
            foreach (var key in await ChooseAsync(window.SinglesAsync, singles, ofSingles, random, cancellationToken))
                if (await window.SingleAsync(key) is { } answer) answers.Add(answer);
            foreach (var key in await ChooseAsync(window.TurnsAsync, turns, ofTurns, random, cancellationToken))
                if (await window.TurnAsync(key) is { } answer) answers.Add(answer);
            return new AnswerWindow(singles + turns, [.. answers.OrderBy(a => a.At).ThenBy(a => a.Id, StringComparer.Ordinal)]);
        },
        cancellationToken);

    /// <summary>Every answer since a time, page by page: first those to single questions, then those of conversations, each oldest first.</summary>
    public async IAsyncEnumerable<ProductionAnswer> SinceAsync(CollectionName collection, DateTimeOffset from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var areTurns in new[] { false, true })
        {
            var after = AnswerKey.BeforeAll;
            while (true)
            {
                var (keys, answers) = await database.ReadAsync(
                    async session =>
                    {
                        var window = new Window(session, collection.Value, Text(from), "~");
                        var keys = areTurns ? await window.TurnsAsync(after, AnswersAtOnce) : await window.SinglesAsync(after, AnswersAtOnce);
                        var answers = new List<ProductionAnswer>();
                        foreach (var key in keys)
                            if ((areTurns ? await window.TurnAsync(key) : await window.SingleAsync(key)) is { } answer) answers.Add(answer);
                        return (keys, answers);
                    },
                    cancellationToken);
                foreach (var answer in answers) yield return answer;
                if (keys.Count < AnswersAtOnce) break;
                after = keys[^1];
            }
        }
    }

    /// <summary>The first verdict of a reader in each conversation since a time, in the order they were given.</summary>
    /// <returns>Conversation, whether it is a good one, and how the answer came about.</returns>
    public ValueTask<IReadOnlyList<(string Conversation, bool IsGood, AnswerSignals? Signals)>> VerdictsSinceAsync(CollectionName collection, DateTimeOffset from, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<(string, bool, AnswerSignals?)>>(
            async session =>
            {
                var rated = await session.QueryAsync(
                    """
                    select e.conversation, e.turn, e.body from conversation_events e join conversations c on c.id = e.conversation
                    where c.collection = @collection and e.at >= @from and substr(e.body, 1, 16) = '{"event":"rated"' order by e.at, e.conversation, e.version
                    """,
                    row => (Conversation: row.GetString(0), Turn: row.GetInt64(1), Rated: EventOf(row.GetString(2)) as ConversationEvent.Rated),
                    ("@collection", collection.Value), ("@from", Text(from)));
                var verdicts = new List<(string, bool, AnswerSignals?)>();
                foreach (var (conversation, turn, verdict) in rated.Where(r => r.Rated?.Verdict is not null).DistinctBy(r => r.Conversation, StringComparer.Ordinal))
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    var bodies = await session.QueryAsync(
                        "select body from conversation_events where conversation = @conversation and turn = @turn order by version", row => EventOf(row.GetString(0)), ("@conversation", conversation), ("@turn", turn));
                    if (bodies.OfType<ConversationEvent.Answered>().FirstOrDefault() is { } answered) verdicts.Add((conversation, string.Equals(verdict!.Verdict, "up", StringComparison.Ordinal), answered.Signals));
                }

                return verdicts;
            },
            cancellationToken);

    // Knuth, "The Art of Computer Programming" 2, section 3.4.2, algorithm S, over pages of keys.
    private static async ValueTask<List<AnswerKey>> ChooseAsync(Func<AnswerKey, int, ValueTask<List<AnswerKey>>> pageAsync, long count, long wanted, Random random, CancellationToken cancellationToken)
    {
        var chosen = new List<AnswerKey>();
        var (seen, after) = (0L, AnswerKey.BeforeAll);
        while (chosen.Count < wanted)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var page = await pageAsync(after, KeysAtOnce);
            foreach (var key in page)
                if (random.NextInt64(count - seen++) < wanted - chosen.Count) chosen.Add(key);
            if (page.Count < KeysAtOnce) break;
            after = page[^1];
        }

        return chosen;
    }

    private static string Text(DateTimeOffset at) => at.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture);

    private static ConversationEvent EventOf(string body) => JsonSerializer.Deserialize(body, ConversationJson.Default.ConversationEvent)!;

    /// <summary>Leads to an answer; single questions have no conversation.</summary>
    private readonly record struct AnswerKey(string At, string Conversation, long Number)
    {
        public static AnswerKey BeforeAll => new("", "", 0);
    }

    private sealed class Window(SqlSession session, string collection, string from, string to)
    {
        public ValueTask<long> CountAsync(string sql) => session.CountAsync(sql, ("@collection", collection), ("@from", from), ("@to", to));

        public ValueTask<List<AnswerKey>> SinglesAsync(AnswerKey after, int limit) => session.QueryAsync(
            "select at, number from answers where collection = @collection and at >= @from and at < @to and (at, number) > (@at, @number) order by at, number limit @limit",
            row => new AnswerKey(row.GetString(0), "", row.GetInt64(1)),
            ("@collection", collection), ("@from", from), ("@to", to), ("@at", after.At), ("@number", after.Number), ("@limit", limit));

        public ValueTask<List<AnswerKey>> TurnsAsync(AnswerKey after, int limit) => session.QueryAsync(
            $"select e.at, e.conversation, e.version {TurnsOfWindow} and (e.at, e.conversation, e.version) > (@at, @conversation, @version) order by e.at, e.conversation, e.version limit @limit",
            row => new AnswerKey(row.GetString(0), row.GetString(1), row.GetInt64(2)),
            ("@collection", collection), ("@from", from), ("@to", to), ("@at", after.At), ("@conversation", after.Conversation), ("@version", after.Number), ("@limit", limit));

        public async ValueTask<ProductionAnswer?> SingleAsync(AnswerKey key)
        {
            var body = await session.FirstAsync("select body from answers where number = @number", row => row.GetString(0), ("@number", key.Number));
            if (body is null || JsonSerializer.Deserialize(body, GroundworkJson.Default.AnsweredEvent) is not { } answered) return null;
            return new ProductionAnswer(string.Create(CultureInfo.InvariantCulture, $"answer {key.Number}"), answered.Request.Question, ConversationStore.TimeOf(key.At), answered.Request.Question, answered.Reply, answered.Signals);
        }

        public async ValueTask<ProductionAnswer?> TurnAsync(AnswerKey key)
        {
            const string Event = "select body from conversation_events where conversation = @conversation and version = @version";
            var answered = await session.FirstAsync(Event, row => EventOf(row.GetString(0)), ("@conversation", key.Conversation), ("@version", key.Number)) as ConversationEvent.Answered;
            if (answered is null) return null;
            var asked = await session.FirstAsync(Event, row => EventOf(row.GetString(0)), ("@conversation", key.Conversation), ("@version", answered.Turn)) as ConversationEvent.Asked;
            if (asked is null) return null;
            return new ProductionAnswer(
                string.Create(CultureInfo.InvariantCulture, $"turn {answered.Turn} of {key.Conversation}"), key.Conversation, ConversationStore.TimeOf(key.At), asked.Request.Question, answered.Reply, answered.Signals);
        }
    }
}
