using Groundwork.Documents;
using Groundwork.Knowledge;
using Groundwork.Sources;
using Groundwork.UseCases.Wiring;

namespace Groundwork.UseCases;

/// <summary>Documents, or a whole collection, are gone from every file, and with them the recorded answers that quote them.</summary>
/// <param name="workspace">The data directory.</param>
public sealed class DeleteDocuments(Workspace workspace)
{
    /// <summary>Deletes. When one of the named documents does not exist, nothing is deleted.</summary>
    public async Task<DeleteReply> RunAsync(DeleteRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var ids = request.Documents ?? [];
        if (request.All == (ids.Count > 0))
            throw new InvalidRequestException("Name the documents to delete, or ask for the whole collection with --all; not both and not neither.");
        var name = CollectionName.Parse(request.Collection);
        var documents = workspace.Knowledge.Documents(name);
        await workspace.Knowledge.Collections.GetAsync(name, cancellationToken);
        if (request.All) return await DeleteAllAsync(name, documents, cancellationToken);
        var stored = new List<StoredDocument>();
        foreach (var id in ids.Distinct(StringComparer.Ordinal))
            stored.Add(await documents.FindAsync(new DocumentId(id), cancellationToken) ?? throw new DocumentNotFoundException(name, new DocumentId(id)));
        var uploads = workspace.UploadsOf(name) + Path.DirectorySeparatorChar;
        return await DeleteAsync(name, stored, stored.Select(d => d.Path).Where(path => path.StartsWith(uploads, StringComparison.Ordinal)), cancellationToken);
    }

    /// <summary>Deletes what was handed over under an id, also when it never became a document. A document of that id which came from elsewhere stays.</summary>
    /// <exception cref="DocumentNotFoundException">Nothing was handed over under this id.</exception>
    public async Task<DeleteReply> RunPushedAsync(string collection, string id, CancellationToken cancellationToken)
    {
        var name = CollectionName.Parse(collection);
        await workspace.Knowledge.Collections.GetAsync(name, cancellationToken);
        var file = new PushSource(workspace.PushedOf(name)).PathOf(id);
        var stored = await workspace.Knowledge.Documents(name).FromPathAsync(file, cancellationToken);
        if (stored.Count == 0 && !File.Exists(file)) throw new DocumentNotFoundException(name, new DocumentId(id));
        return await DeleteAsync(name, stored, [file], cancellationToken);
    }

    private async Task<DeleteReply> DeleteAllAsync(CollectionName name, DocumentStore documents, CancellationToken cancellationToken)
    {
        var started = workspace.Time.GetTimestamp();
        var all = await documents.ListAsync(null, 0, int.MaxValue, cancellationToken);
        var receipt = await new DeletionCompletion(workspace).RemoveAsync(name, cancellationToken);
        return new DeleteReply(name.Value, [.. all.Select(d => d.Id.Value)], null, workspace.ElapsedMs(started), ReceiptReply.Of(receipt));
    }

    private async Task<DeleteReply> DeleteAsync(CollectionName name, IReadOnlyList<StoredDocument> stored, IEnumerable<string> files, CancellationToken cancellationToken)
    {
        var started = workspace.Time.GetTimestamp();
        await workspace.RenewAsync(name, cancellationToken);
        var collection = await workspace.Knowledge.Collections.GetAsync(name, cancellationToken);
        var embedder = await workspace.EmbedderOfAsync(collection, cancellationToken);
        string[] clean = [.. files.Concat(await CopiesAsync(name, stored, cancellationToken)).Distinct(StringComparer.Ordinal)];
        await using var writer = await workspace.Knowledge.OpenWriterAsync(name, embedder.Identity, embedder.Generator, cancellationToken);
        var deletion = await writer.DeleteAsync(stored, clean, cancellationToken);

        // The documents are gone from the database: from here on the deletion is completed, now or by whoever opens the data directory next.
        var commit = await writer.CommitAsync(CancellationToken.None);
        var receipt = await new DeletionCompletion(workspace).RunAsync(deletion, CancellationToken.None);
        return new DeleteReply(name.Value, [.. stored.Select(d => d.Id.Value)], commit, workspace.ElapsedMs(started), ReceiptReply.Of(receipt));
    }

    // The copy of a repository holds the texts of its files, packed; the next synchronisation fetches it anew.
    private async Task<IReadOnlyList<string>> CopiesAsync(CollectionName name, IReadOnlyList<StoredDocument> stored, CancellationToken cancellationToken)
    {
        var copies = new List<string>();
        foreach (var source in await workspace.SourcesOf(name).ListAsync(cancellationToken))
            foreach (var specification in source.Earlier.Prepend(source.Specification))
                if (workspace.Sources.CopyOf(specification) is { } copy && workspace.Sources.Make(source.Name, specification) is var repository && stored.Any(d => repository.Covers(d.Path)))
                    copies.Add(copy);
        return copies;
    }
}
