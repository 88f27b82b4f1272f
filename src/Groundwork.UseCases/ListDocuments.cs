using Groundwork.Knowledge;

namespace Groundwork.UseCases;

/// <summary>Which documents a collection holds, and which files could not be read.</summary>
/// <param name="workspace">The data directory.</param>
public sealed class ListDocuments(Workspace workspace)
{
    /// <summary>One page.</summary>
    public async Task<DocumentsReply> RunAsync(DocumentsRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Limit is < 1 or > 1000) throw new InvalidRequestException($"The limit {request.Limit} must lie in 1..1000.");
        if (request.Skip < 0) throw new InvalidRequestException($"Skip {request.Skip} must not be negative.");
        var collection = await workspace.Knowledge.Collections.GetAsync(CollectionName.Parse(request.Collection), cancellationToken);
        var documents = workspace.Knowledge.Documents(collection.Name);
        var page = await documents.ListAsync(string.IsNullOrWhiteSpace(request.Contains) ? null : request.Contains, request.Skip, request.Limit, cancellationToken);
        var problems = await documents.ProblemsAsync(cancellationToken);
        var broken = problems.Select(p => p.Path).ToHashSet(StringComparer.Ordinal);
        return new DocumentsReply(
            collection.Name.Value,
            await documents.CountAsync(cancellationToken),
            [.. page.Select(d => new DocumentEntry(d.Id.Value, d.Title, d.Path, d.MediaType, d.Language.Code, d.Version.Hex, d.Characters, d.Chunks, d.ReadAt, StateOf(d, broken)))],
            [.. problems.Select(p => new FailedFile(p.Path, ErrorCatalog.OfReading(p.Reason).Code, p.Message))]);
    }

    private static string StateOf(DocumentSummary document, HashSet<string> broken) =>
        broken.Contains(document.Path) ? "failed" : document.IsWaiting ? "waiting" : "indexed";
}
