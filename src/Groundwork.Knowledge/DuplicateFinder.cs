using System.Data.Common;
using System.Globalization;
using Groundwork.Documents;
using Groundwork.Knowledge.Duplicates;
using Groundwork.Language;
using Groundwork.Storage;

namespace Groundwork.Knowledge;

/// <summary>
/// Documents of one collection that say nearly the same. Sketches made when documents are stored say which to compare; what is reported was
/// compared by the texts themselves.
/// </summary>
/// <param name="database">Opened with <see cref="KnowledgeSchema.Migrations"/>.</param>
/// <param name="collection">The collection.</param>
public sealed class DuplicateFinder(IDatabase database, CollectionName collection)
{
    /// <summary>Where nothing else is said: four of five shingles in common.</summary>
    public const double DefaultThreshold = 0.8;

    /// <summary>Sketches find few of the pairs that are less alike.</summary>
    public const double LeastThreshold = 0.5;

    private const string Columns = "select d.id, d.version, s.sketch from documents d left join sketches s on s.collection = d.collection and s.document = d.id and s.rules = @rules";

    /// <summary>All groups, by the id of their originals.</summary>
    /// <param name="threshold">Least share of shingles that a copy has in common with its original, <see cref="LeastThreshold"/>..1. A pair at 0.8 is found with certainty, one at 0.5 with 87 %.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    public async ValueTask<IReadOnlyList<DuplicateGroup>> GroupsAsync(double threshold, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threshold, LeastThreshold);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(threshold, 1);
        var documents = await database.ReadAsync(
            session => session.QueryAsync(Columns + " where d.collection = @collection order by d.read_at, d.id", ReadRow, ("@collection", collection.Value), ("@rules", MinHashSketch.Fingerprint)), cancellationToken);
        var grouping = new DuplicateGrouping(threshold, TextAsync);
        var groups = new SortedDictionary<string, List<(DocumentId Id, double Similarity)>>(StringComparer.Ordinal);
        foreach (var row in documents)
        {
            if (await grouping.AddAsync(await SketchedAsync(row, cancellationToken), cancellationToken) is not { } repeated) continue;
            if (!groups.TryGetValue(repeated.Original.Value, out var copies)) groups.Add(repeated.Original.Value, copies = []);
            copies.Add((row.Id, repeated.Similarity));
        }

        var described = new List<DuplicateGroup>(groups.Count);
        foreach (var (original, copies) in groups)
            if (await DescribeAsync(new DocumentId(original), copies, cancellationToken) is { } group)
                described.Add(group);
        return described;
    }

    /// <summary>Of some documents, those that repeat an earlier one of them.</summary>
    /// <param name="documents">Documents in the order in which they are preferred, each once.</param>
    /// <param name="threshold">As above.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <returns>For each document that repeats another, the other.</returns>
    public async ValueTask<IReadOnlyDictionary<DocumentId, DocumentId>> AmongAsync(IReadOnlyList<DocumentId> documents, double threshold, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(documents);
        var grouping = new DuplicateGrouping(threshold, TextAsync);
        var repeated = new Dictionary<DocumentId, DocumentId>();
        foreach (var id in documents)
        {
            var row = await database.ReadAsync(
                session => session.FirstAsync<Row>(Columns + " where d.collection = @collection and d.id = @id", ReadRow, ("@collection", collection.Value), ("@id", id.Value), ("@rules", MinHashSketch.Fingerprint)), cancellationToken);
            if (row is not null && await grouping.AddAsync(await SketchedAsync(row, cancellationToken), cancellationToken) is { } original) repeated[id] = original.Original;
        }

        return repeated;
    }

    /// <summary>Keeps the sketch of a document that is being stored. It goes with the document.</summary>
    internal static async ValueTask InsertAsync(SqlSession session, CollectionName collection, DocumentId document, MinHashSketch sketch) => await session.ExecuteAsync(
        "insert into sketches (collection, document, rules, sketch) values (@collection, @document, @rules, @sketch)",
        ("@collection", collection.Value), ("@document", document.Value), ("@rules", MinHashSketch.Fingerprint), ("@sketch", sketch.ToBytes()));

    private static Row ReadRow(DbDataReader row) => new(new DocumentId(row.GetString(0)), new ContentHash(row.GetString(1)), row.IsDBNull(2) ? null : (byte[])row.GetValue(2));

    // A document that was stored before sketches were kept, or by other rules, is sketched now.
    private async ValueTask<SketchedDocument> SketchedAsync(Row row, CancellationToken cancellationToken)
    {
        var sketch = row.Sketch is { } bytes ? MinHashSketch.Read(bytes) : MinHashSketch.Of(await TextAsync(row.Id, cancellationToken) ?? string.Empty);
        return new SketchedDocument(row.Id, row.Version, sketch);
    }

    private ValueTask<string?> TextAsync(DocumentId id, CancellationToken cancellationToken) => database.ReadAsync(
        session => session.FirstAsync<string>("select text from documents where collection = @collection and id = @id", row => row.GetString(0), ("@collection", collection.Value), ("@id", id.Value)), cancellationToken);

    // A document deleted since is left out, and with the last of its copies the group.
    private async ValueTask<DuplicateGroup?> DescribeAsync(DocumentId original, List<(DocumentId Id, double Similarity)> copies, CancellationToken cancellationToken)
    {
        if (await DescribeAsync(original, 1, cancellationToken) is not { } first) return null;
        var others = new List<DuplicateDocument>(copies.Count);
        foreach (var (id, similarity) in copies.OrderByDescending(copy => copy.Similarity).ThenBy(copy => copy.Id.Value, StringComparer.Ordinal))
            if (await DescribeAsync(id, similarity, cancellationToken) is { } copy)
                others.Add(copy);
        return others.Count == 0 ? null : new DuplicateGroup(first, others);
    }

    private ValueTask<DuplicateDocument?> DescribeAsync(DocumentId id, double similarity, CancellationToken cancellationToken) => database.ReadAsync(
        session => session.FirstAsync<DuplicateDocument>(
            "select title, path, read_at from documents where collection = @collection and id = @id",
            row => new DuplicateDocument(id, row.GetString(0), row.GetString(1), DateTimeOffset.Parse(row.GetString(2), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind), similarity),
            ("@collection", collection.Value), ("@id", id.Value)),
        cancellationToken);

    private sealed record Row(DocumentId Id, ContentHash Version, byte[]? Sketch);
}
