namespace Groundwork.Documents.Chunking;

/// <summary>Every chunker that a plan can name.</summary>
internal static class ChunkerKinds
{
    private const int LeastTokens = 32;
    private const int MostTokens = 8_000;

    private static readonly ChunkerSetting s_max = new("max", ChunkingOptions.Default.MaxTokens, LeastTokens, MostTokens, "tokens of the largest chunk");

    /// <summary>All of them; the first is the one that most documents are best served by.</summary>
    public static IReadOnlyList<ChunkerKind> All { get; } =
    [
        new(
            new ChunkerDescription(
                "headings",
                "Cuts along headings; large sections into even pieces, tiny ones joined.",
                [
                    s_max,
                    new ChunkerSetting("min", ChunkingOptions.Default.MinTokens, 0, MostTokens, "tokens below which a piece of a section does not fall where it can be helped"),
                    new ChunkerSetting("tiny", ChunkingOptions.Default.TinyTokens, 0, MostTokens, "tokens below which a section may share a chunk with a neighbour"),
                    new ChunkerSetting("table", ChunkingOptions.Default.MaxTableTokens, LeastTokens, MostTokens, "tokens up to which a table stays whole"),
                    new ChunkerSetting("code", ChunkingOptions.Default.MaxCodeTokens, LeastTokens, MostTokens, "tokens up to which a block of code stays whole"),
                ]),
            values => new HeadingChunker(new ChunkingOptions
            {
                MaxTokens = values.Of("max"),
                MinTokens = values.UpTo("max", "min"),
                TinyTokens = values.UpTo("max", "tiny"),
                MaxTableTokens = values.From("max", "table"),
                MaxCodeTokens = values.From("max", "code"),
            })),
        new(
            new ChunkerDescription("recursive", "Cuts at blank lines, then line breaks, then ends of sentences, then spaces.", [s_max]),
            values => new RecursiveChunker(values.Of("max"))),
        new(
            new ChunkerDescription(
                "tokens",
                "Cuts into pieces of one size that overlap.",
                [
                    new ChunkerSetting("size", 256, LeastTokens, MostTokens, "tokens of a chunk"),
                    new ChunkerSetting("overlap", 32, 0, MostTokens, "most tokens that two neighbours share"),
                ]),
            values => new TokensChunker(values.Of("size"), values.UpTo("size", "overlap"))),
        new(
            new ChunkerDescription(
                "sentences",
                "Windows of sentences that slide over each section.",
                [
                    new ChunkerSetting("window", 6, 1, 1000, "sentences of a chunk"),
                    new ChunkerSetting("stride", 3, 1, 1000, "sentences from the start of a chunk to that of the next"),
                    s_max,
                ]),
            values => new SentencesChunker(values.Of("window"), values.UpTo("window", "stride"), values.Of("max"))),
        new(
            new ChunkerDescription("rows", "Cuts tables between rows and repeats their header beside each chunk; the rest along headings.", [s_max]),
            values => new RowsChunker(values.Of("max"))),
        new(
            new ChunkerDescription(
                "code",
                "Cuts source code by definition; small neighbours joined, large ones cut between statements.",
                [s_max, new ChunkerSetting("min", 100, 0, MostTokens, "tokens below which a definition may share a chunk with its neighbour")]),
            values => new CodeChunker(values.Of("max"), values.UpTo("max", "min"))),
        new(
            new ChunkerDescription(
                "semantic",
                "Cuts where the words show that the subject changes.",
                [s_max, new ChunkerSetting("min", 100, 0, MostTokens, "tokens below which a chunk does not fall where it can be helped")]),
            values => new SemanticChunker(values.Of("max"), values.UpTo("max", "min"))),
        new(
            new ChunkerDescription(
                "parents",
                "Small chunks are searched; the larger piece around them is given to the answer.",
                [
                    new ChunkerSetting("parent", 800, LeastTokens, MostTokens, "tokens of the largest piece that an answer is given"),
                    new ChunkerSetting("child", 120, LeastTokens, MostTokens, "tokens of the largest piece that is searched"),
                ]),
            values => new ParentsChunker(values.UpTo("parent", "child"), values.Of("parent"))),
    ];
}
