using Groundwork.Documents;
using Groundwork.Search;

namespace Groundwork.Knowledge;

/// <summary>How a chunk becomes an entry of the search index.</summary>
internal static class PassageFields
{
    public const string Title = "title";
    public const string Headings = "headings";
    public const string Body = "body";
    public const string Document = "document";
    public const string Path = "path";
    public const string Language = "lang";
    public const string MediaType = "type";

    /// <summary>Prefix of values that a source gave about itself, so that no name of theirs meets one of ours.</summary>
    public const string Metadata = "meta.";

    // Bounds of memory. Twice as much as is spilled may be held meanwhile; a merge holds about a third of what it writes, be it keys and columns or the graph
    // over the vectors. Without vectors it runs while documents are read, and many segments cost a search little.
    private const long SpillBytes = 16L << 20;
    private const long MaxMergedBytes = 192L << 20;
    private const long MaxMergedWordsBytes = 48L << 20;

    /// <summary>The fields that may be filtered by without the prefix.</summary>
    public static IReadOnlyList<string> BuiltIn { get; } = [Document, Path, Language, MediaType];

    public static IndexOptions Options(EmbedderIdentity? embedder) => new(
        [new FieldDefinition(Title, 2f, 0.5f), new FieldDefinition(Headings, 1.2f, 0.5f), new FieldDefinition(Body)],
        embedder is null ? null : new VectorSpace(embedder.Model, embedder.Dimensions, Similarity.Cosine))
    {
        SpillBytes = SpillBytes,
        MaxMergedBytes = embedder is null ? MaxMergedWordsBytes : MaxMergedBytes,
    };

    public static IndexEntry Entry(ChunkRecord record, ReadOnlyMemory<float> vector)
    {
        var fields = new Dictionary<string, FieldValue>(StringComparer.Ordinal)
        {
            [Title] = new FieldValue.Text(record.HasContext ? record.Title : string.Empty, record.Language),
            [Headings] = new FieldValue.Text(record.HasContext ? string.Join('\n', record.Chunk.Headings) : string.Empty, record.Language),
            [Body] = new FieldValue.Text(record.Chunk.Text, record.Language),
            [Document] = new FieldValue.Keywords([record.Chunk.Document.Value]),
            [Path] = new FieldValue.Keywords([record.Path]),
            [Language] = new FieldValue.Keywords([record.Language.Code]),
            [MediaType] = new FieldValue.Keywords([record.MediaType]),
        };
        foreach (var (name, value) in record.Metadata)
            fields[Metadata + name] = value switch
            {
                MetadataValue.Keywords keywords => new FieldValue.Keywords(keywords.Values),
                MetadataValue.Number number => new FieldValue.Number(number.Value),
                MetadataValue.Flag flag => new FieldValue.Flag(flag.Value),
                MetadataValue.Date date => new FieldValue.Date(date.Value),
                _ => throw new ArgumentOutOfRangeException(nameof(record), value, "An unknown kind of metadata."),
            };
        return new IndexEntry(new EntryKey(record.Chunk.Id.Value), fields, vector);
    }
}
