using System.Text.Json;
using Groundwork.Documents;
using Groundwork.Knowledge;

namespace Groundwork.UseCases;

/// <summary>One document with its structure and chunks.</summary>
/// <param name="workspace">The data directory.</param>
public sealed class ShowDocument(Workspace workspace)
{
    /// <summary>Loads the document.</summary>
    public async Task<DocumentReply> RunAsync(DocumentRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var collection = await workspace.Knowledge.Collections.GetAsync(CollectionName.Parse(request.Collection), cancellationToken);
        var documents = workspace.Knowledge.Documents(collection.Name);
        var id = new DocumentId(request.Document);
        var document = await documents.LoadAsync(id, cancellationToken) ?? throw new DocumentNotFoundException(collection.Name, id);
        var chunks = await documents.ChunksOfAsync(id, cancellationToken);
        return new DocumentReply(
            collection.Name.Value, id.Value, document.Title, document.Source.Path, document.Source.MediaType, document.Language.Code, document.Hash.Hex, document.Text,
            [.. document.Blocks.Select(b => BlockOf(document, b))],
            [.. chunks.Select(c => new ChunkReply(c.Chunk.Id.Value, SpanReply.Of(c.Chunk.Span), c.Chunk.Headings))],
            document.Notes);
    }

    private static BlockReply BlockOf(Document document, Block block)
    {
        var mark = document.Origins.At(block.Span.Start);
        return new BlockReply(
            JsonNamingPolicy.CamelCase.ConvertName(block.Kind.ToString()), SpanReply.Of(block.Span), block.Level, block.Anchor, new PlaceReply(mark?.Line, mark?.Page, block.Anchor, mark?.Part));
    }
}
