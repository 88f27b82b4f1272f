using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Groundwork.Knowledge;
using Groundwork.Storage;

namespace Groundwork.UseCases;

/// <summary>
/// Every question with its answer, commit and citations: what was said can be looked up later. A deleted document takes every answer
/// along that quotes or shows it.
/// </summary>
/// <param name="database">Opened with <see cref="Migrations"/>.</param>
/// <param name="time">Clock.</param>
public sealed class AnswerLog(IDatabase database, TimeProvider time)
{
    /// <summary>The tables of answers.</summary>
    public static IReadOnlyList<Migration> Migrations { get; } =
    [
        new("answers", 1, "answers and the documents they show", """
            create table answers (number {serial}, collection {text} not null, at {text} not null, body {text} not null);
            create index answers_by_collection on answers (collection, number);
            create table answer_documents (
              answer {long} not null references answers (number) on delete cascade, document {text} not null, primary key (answer, document));
            create index answer_documents_by_document on answer_documents (document)
            """),
        new("answers", 2, "answers by time", "create index answers_by_time on answers (collection, at, number)"),
    ];

    /// <summary>Keeps one answer.</summary>
    /// <param name="request">What was asked.</param>
    /// <param name="reply">What was answered.</param>
    /// <param name="found">Ids of the documents that were found.</param>
    /// <param name="cancellationToken">Leaves as a cancellation; nothing is kept.</param>
    public async ValueTask RecordAsync(AskRequest request, AskReply reply, IReadOnlyList<string> found, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(reply);
        var collection = CollectionName.Parse(request.Collection).Value;
        // The earlier turns of a caller may quote what this answer does not cite.
        var kept = request.History is null ? Kept(reply) : Kept(reply) with { Understood = null, Steps = null };
        var body = JsonSerializer.Serialize(new AnsweredEvent(request with { History = null }, kept) { Signals = reply.Signals }, GroundworkJson.Default.AnsweredEvent);
        var seen = DocumentsOf(reply, found);
        await database.WriteAsync(
            async session =>
            {
                // Deleted while the answer was being made: what it quotes must not come back here.
                foreach (var document in seen)
                    if (await session.CountAsync("select count(*) from documents where collection = @collection and id = @document", ("@collection", collection), ("@document", document)) == 0) return 0L;
                var number = await session.FirstAsync(
                    "insert into answers (collection, at, body) values (@collection, @at, @body) returning number",
                    row => row.GetInt64(0),
                    ("@collection", collection), ("@at", time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture)), ("@body", body));
                foreach (var document in seen)
                    await session.ExecuteAsync("insert into answer_documents (answer, document) values (@answer, @document)", ("@answer", number), ("@document", document));
                return number;
            },
            cancellationToken);
    }

    /// <summary>An answer as it may be kept.</summary>
    /// <remarks>A sentence that was left out may repeat a document that the answer does not cite, and would outlive its deletion: only the reasons are kept.</remarks>
    internal static AskReply Kept(AskReply reply) => reply with { Removed = reply.Removed is { } removed ? [.. removed.Select(r => r with { Text = "" })] : null };

    /// <summary>Ids of the documents that an answer quotes, shows or names, or that may stand in it in other words.</summary>
    /// <param name="reply">The answer.</param>
    /// <param name="found">What was found. A model read all of it and may have said any of it; an extractive answer holds the words of what it cites alone.</param>
    internal static IReadOnlyList<string> DocumentsOf(AskReply reply, IReadOnlyList<string> found) =>
    [
        .. (HoldsNothingElse(reply) ? [] : found).Concat(reply.Claims.SelectMany(c => c.Citations).SelectMany(c => (c.StandsFor ?? []).Prepend(c.Document))
            .Concat(reply.Abstained?.Closest.SelectMany(h => (h.StandsFor ?? []).Prepend(h.Document)) ?? [])).Distinct(StringComparer.Ordinal),
    ];

    // Words of other passages come in through steps that read them; a follow-up takes words of earlier turns alone, whose documents go along.
    private static bool HoldsNothingElse(AskReply reply) =>
        reply.Model is AskReply.Extractive && (reply.Steps ?? []).All(step => !step.Used || string.Equals(step.Step, StepNames.FollowUp, StringComparison.Ordinal));

    /// <summary>The answers of a collection, oldest first.</summary>
    public async ValueTask<IReadOnlyList<AnsweredEvent>> ReadAsync(CollectionName collection, CancellationToken cancellationToken) =>
        await database.ReadAsync(
            session => session.QueryAsync(
                "select body from answers where collection = @collection order by number",
                row => JsonSerializer.Deserialize(row.GetString(0), GroundworkJson.Default.AnsweredEvent)!,
                ("@collection", collection.Value)),
            cancellationToken);

    /// <summary>Forgets the answers that quote or show a document which no longer exists.</summary>
    /// <returns>How many were forgotten.</returns>
    public ValueTask<int> ForgetOrphansAsync(CollectionName collection, CancellationToken cancellationToken) => database.WriteAsync(
        session => session.ExecuteAsync(
            """
            delete from answers where collection = @collection and number in (
              select answer from answer_documents where not exists (select 1 from documents d where d.collection = @collection and d.id = document))
            """,
            ("@collection", collection.Value)),
        cancellationToken);

    /// <summary>Forgets every answer of a collection.</summary>
    /// <returns>How many were forgotten.</returns>
    public ValueTask<int> ForgetAsync(CollectionName collection, CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.ExecuteAsync("delete from answers where collection = @collection", ("@collection", collection.Value)), cancellationToken);
}

/// <summary>A question and its answer, as they are kept.</summary>
/// <param name="Request">What was asked.</param>
/// <param name="Reply">What was answered.</param>
public sealed record AnsweredEvent(AskRequest Request, AskReply Reply)
{
    /// <summary>How it came about; null for answers of earlier versions.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AnswerSignals? Signals { get; init; }
}
