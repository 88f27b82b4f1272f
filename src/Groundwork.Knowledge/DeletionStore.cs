using System.Data.Common;
using System.Globalization;
using Groundwork.Documents;
using Groundwork.Knowledge.Deleting;
using Groundwork.Knowledge.Storing;
using Groundwork.Language;
using Groundwork.Storage;

namespace Groundwork.Knowledge;

/// <summary>
/// Deletions of documents and their receipts. A deletion begins in the transaction that removes the documents, so a crash never leaves one
/// half known; what is left to clean after that is taken up by whoever opens the data directory next.
/// </summary>
/// <param name="database">Opened with <see cref="KnowledgeSchema.Migrations"/>.</param>
/// <param name="time">Clock for receipts.</param>
public sealed class DeletionStore(IDatabase database, TimeProvider time)
{
    private const string Columns = "number, documents, begun_at, completed_at, places, collection, files";

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
            session => session.ExecuteAsync(
                "update deletions set completed_at = @at, places = @places, files = '[]' where number = @number",
                ("@at", Text(receipt.CompletedAt.Value)), ("@places", Text(receipt.Places)), ("@number", receipt.Number)),
            cancellationToken);
        return receipt;
    }

    /// <summary>What is remembered of a document that was deleted, of its last deletion; null when none of this id was.</summary>
    public ValueTask<DeletedDocument?> FindAsync(CollectionName collection, DocumentId document, CancellationToken cancellationToken) => database.ReadAsync(
        session => session.FirstAsync<DeletedDocument>(
            $"select {Columns}, windows from deleted_documents join deletions on number = deletion where name_hash = @hash order by number desc limit 1",
            row => new DeletedDocument(Read(row).Receipt, ContentWindows.Read((byte[])row.GetValue(7))),
            ("@hash", NameHash(collection, document))),
        cancellationToken);

    /// <summary>How many documents of any collection hold a text, or are called by it.</summary>
    public ValueTask<long> MentionsAsync(string text, CancellationToken cancellationToken) => database.ReadAsync(
        session => session.CountAsync("select count(*) from documents where instr(text, @text) > 0 or instr(id, @text) > 0 or instr(path, @text) > 0 or instr(title, @text) > 0", ("@text", text)),
        cancellationToken);

    /// <summary>Notes a deletion and what its documents were, inside the transaction that removes them.</summary>
    internal async ValueTask<Deletion> BeginAsync(
        SqlSession session, CollectionName collection, IReadOnlyList<(DocumentId Id, byte[] Windows)> documents, IReadOnlyList<string> files, IReadOnlyList<CleanedPlace> removed)
    {
        var begun = time.GetUtcNow();
        var number = await session.FirstAsync(
            "insert into deletions (documents, begun_at, places, collection, files) values (@documents, @at, @places, @collection, @files) returning number",
            row => row.GetInt64(0),
            ("@documents", documents.Count), ("@at", Text(begun)), ("@places", Text(removed)), ("@collection", collection.Value), ("@files", StructureText.OfList(files)));
        foreach (var (id, windows) in documents)
            await session.ExecuteAsync(
                "insert into deleted_documents (deletion, name_hash, windows) values (@number, @hash, @windows)",
                ("@number", number), ("@hash", NameHash(collection, id)), ("@windows", windows));
        return new Deletion(new DeletionReceipt(number, documents.Count, begun, null, removed), collection, files);
    }

    /// <summary>What is remembered of a text, as it is stored.</summary>
    internal static byte[] WindowsOf(string text) => ContentWindows.Write(ContentWindows.Of(text));

    private static Deletion Read(DbDataReader row) => new(
        new DeletionReceipt(
            row.GetInt64(0), row.GetInt32(1), ReadTime(row.GetString(2)), row.IsDBNull(3) ? null : ReadTime(row.GetString(3)), ReadPlaces(row.GetString(4))),
        CollectionName.Parse(row.GetString(5)), StructureText.ReadList(row.GetString(6)));

    private static string NameHash(CollectionName collection, DocumentId document) => ContentHash.OfText($"{collection}\n{document}").Hex;

    private static string Text(DateTimeOffset at) => at.ToString("O", CultureInfo.InvariantCulture);

    private static DateTimeOffset ReadTime(string text) => DateTimeOffset.ParseExact(text, "O", CultureInfo.InvariantCulture);

    // Place and number in turn.
    private static string Text(IReadOnlyList<CleanedPlace> places) =>
        StructureText.OfList([.. places.SelectMany(p => new[] { p.Place, p.Removed.ToString(CultureInfo.InvariantCulture) })]);

    private static CleanedPlace[] ReadPlaces(string text) =>
        [.. StructureText.ReadList(text).Chunk(2).Select(pair => new CleanedPlace(pair[0], long.Parse(pair[1], CultureInfo.InvariantCulture)))];
}
