using System.Data.Common;
using System.Globalization;
using Groundwork.Documents;
using Groundwork.Knowledge.Deleting;
using Groundwork.Knowledge.Storing;
using Groundwork.Language;
using Groundwork.Storage;

namespace Groundwork.Knowledge;

/// <summary>
/// Deletions of documents and their receipts. A deletion begins with a note of all that it is to remove; the documents go in batches, each in
/// the transaction that notes what it was. So a crash never leaves one half known: whoever opens the data directory next takes up the rest.
/// </summary>
/// <param name="database">Opened with <see cref="KnowledgeSchema.Migrations"/>.</param>
/// <param name="time">Clock for receipts.</param>
public sealed class DeletionStore(IDatabase database, TimeProvider time)
{
    private const string Columns = "number, documents, begun_at, completed_at, places, collection, files, whole";

    /// <summary>Deletions that are not complete, the oldest first.</summary>
    public ValueTask<List<Deletion>> UnfinishedAsync(CancellationToken cancellationToken) => database.ReadAsync(
        session => session.QueryAsync($"select {Columns} from deletions where completed_at is null order by number", Read), cancellationToken);

    /// <summary>Notes that every place is clean.</summary>
    /// <returns>The receipt.</returns>
    public async ValueTask<DeletionReceipt> CompleteAsync(Deletion deletion, IEnumerable<CleanedPlace> cleaned, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(deletion);
        var receipt = deletion.Receipt with { CompletedAt = time.GetUtcNow(), Places = [.. deletion.Receipt.Places, .. cleaned] };
        await database.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync("delete from deletions_left where deletion = @number", ("@number", receipt.Number));
                return await session.ExecuteAsync(
                    "update deletions set completed_at = @at, places = @places, files = '[]' where number = @number",
                    ("@at", Text(receipt.CompletedAt.Value)), ("@places", Text(receipt.Places)), ("@number", receipt.Number));
            },
            cancellationToken);
        return receipt;
    }

    /// <summary>What is remembered of a document that was deleted, of its last deletion; null when none of this id was.</summary>
    public ValueTask<DeletedDocument?> FindAsync(CollectionName collection, DocumentId document, CancellationToken cancellationToken) => database.ReadAsync(
        session => session.FirstAsync<DeletedDocument>(
            $"select {Columns}, windows from deleted_documents join deletions on number = deletion where name_hash = @hash order by number desc limit 1",
            row => new DeletedDocument(Read(row).Receipt, ContentWindows.Read((byte[])row.GetValue(8))),
            ("@hash", NameHash(collection, document))),
        cancellationToken);

    /// <summary>How many documents of any collection hold a text, or are called by it.</summary>
    public ValueTask<long> MentionsAsync(string text, CancellationToken cancellationToken) => database.ReadAsync(
        session => session.CountAsync("select count(*) from documents where instr(text, @text) > 0 or instr(id, @text) > 0 or instr(path, @text) > 0 or instr(title, @text) > 0", ("@text", text)),
        cancellationToken);

    /// <summary>Notes what a deletion is to remove.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="collection">The collection.</param>
    /// <param name="documents">Ids; null for the whole collection.</param>
    /// <param name="files">Files and folders of the data directory that go with it.</param>
    /// <param name="removed">What the transaction itself removes.</param>
    internal async ValueTask<Deletion> BeginAsync(
        SqlSession session, CollectionName collection, IReadOnlyList<DocumentId>? documents, IReadOnlyList<string> files, IReadOnlyList<CleanedPlace> removed)
    {
        var begun = time.GetUtcNow();
        var number = await session.FirstAsync(
            "insert into deletions (documents, begun_at, places, collection, files, whole) values (0, @at, @places, @collection, @files, @whole) returning number",
            row => row.GetInt64(0),
            ("@at", Text(begun)), ("@places", Text(removed)), ("@collection", collection.Value), ("@files", StructureText.OfList(files)), ("@whole", documents is null ? 1 : 0));
        foreach (var document in documents ?? [])
            await session.ExecuteAsync("insert into deletions_left (deletion, document) values (@number, @id) on conflict do nothing", ("@number", number), ("@id", document.Value));
        return new Deletion(new DeletionReceipt(number, 0, begun, null, removed), collection, files, documents is null);
    }

    /// <summary>Documents that a deletion has yet to remove.</summary>
    internal static ValueTask<List<DocumentId>> LeftAsync(SqlSession session, Deletion deletion, int most) => session.QueryAsync(
        deletion.IsWhole
            ? "select id from documents where collection = @collection order by id limit @most"
            : "select document from deletions_left where deletion = @number order by document limit @most",
        row => new DocumentId(row.GetString(0)),
        ("@collection", deletion.Collection.Value), ("@number", deletion.Receipt.Number), ("@most", most));

    /// <summary>Notes what some documents were, inside the transaction that removes them.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="deletion">As it stands.</param>
    /// <param name="done">Documents that it need not remove any more.</param>
    /// <param name="removed">Those of them that were there, with what is remembered of their texts.</param>
    /// <param name="places">What was cleaned for them.</param>
    /// <returns>The deletion as it stands then.</returns>
    internal static async ValueTask<Deletion> AdvanceAsync(
        SqlSession session, Deletion deletion, IReadOnlyList<DocumentId> done, IReadOnlyList<(DocumentId Id, byte[] Windows)> removed, IReadOnlyList<CleanedPlace> places)
    {
        var number = deletion.Receipt.Number;
        foreach (var id in done)
            await session.ExecuteAsync("delete from deletions_left where deletion = @number and document = @id", ("@number", number), ("@id", id.Value));
        foreach (var (id, windows) in removed)
            await session.ExecuteAsync(
                "insert into deleted_documents (deletion, name_hash, windows) values (@number, @hash, @windows) on conflict (deletion, name_hash) do update set windows = excluded.windows",
                ("@number", number), ("@hash", NameHash(deletion.Collection, id)), ("@windows", windows));
        var receipt = deletion.Receipt with
        {
            Documents = deletion.Receipt.Documents + removed.Count,
            Places = [.. deletion.Receipt.Places.Concat(places).GroupBy(p => p.Place, StringComparer.Ordinal).Select(g => new CleanedPlace(g.Key, g.Sum(p => p.Removed)))],
        };
        await session.ExecuteAsync(
            "update deletions set documents = @documents, places = @places where number = @number",
            ("@documents", receipt.Documents), ("@places", Text(receipt.Places)), ("@number", number));
        return deletion with { Receipt = receipt };
    }

    /// <summary>What is remembered of a text, as it is stored.</summary>
    internal static byte[] WindowsOf(string text) => ContentWindows.Write(ContentWindows.Of(text));

    private static Deletion Read(DbDataReader row) => new(
        new DeletionReceipt(
            row.GetInt64(0), row.GetInt32(1), ReadTime(row.GetString(2)), row.IsDBNull(3) ? null : ReadTime(row.GetString(3)), ReadPlaces(row.GetString(4))),
        CollectionName.Parse(row.GetString(5)), StructureText.ReadList(row.GetString(6)), row.GetInt64(7) != 0);

    private static string NameHash(CollectionName collection, DocumentId document) => ContentHash.OfText($"{collection}\n{document}").Hex;

    private static string Text(DateTimeOffset at) => at.ToString("O", CultureInfo.InvariantCulture);

    private static DateTimeOffset ReadTime(string text) => DateTimeOffset.ParseExact(text, "O", CultureInfo.InvariantCulture);

    // Place and number in turn.
    private static string Text(IReadOnlyList<CleanedPlace> places) =>
        StructureText.OfList([.. places.SelectMany(p => new[] { p.Place, p.Removed.ToString(CultureInfo.InvariantCulture) })]);

    private static CleanedPlace[] ReadPlaces(string text) =>
        [.. StructureText.ReadList(text).Chunk(2).Select(pair => new CleanedPlace(pair[0], long.Parse(pair[1], CultureInfo.InvariantCulture)))];
}
