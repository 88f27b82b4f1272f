using Groundwork.Documents;
using Groundwork.Knowledge;
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
        var started = workspace.Time.GetTimestamp();
        var name = CollectionName.Parse(request.Collection);
        var documents = workspace.Knowledge.Documents(name);
        if (request.All)
        {
            await workspace.Knowledge.Collections.GetAsync(name, cancellationToken);
            var all = await documents.ListAsync(null, 0, int.MaxValue, cancellationToken);
            await workspace.Answers.ForgetAsync(name, cancellationToken);
            await workspace.Knowledge.RemoveAsync(name, cancellationToken);
            if (Directory.Exists(workspace.UploadsOf(name))) Directory.Delete(workspace.UploadsOf(name), recursive: true);
            return new DeleteReply(name.Value, [.. all.Select(d => d.Id.Value)], null, workspace.ElapsedMs(started), null);
        }

        var collection = await workspace.Knowledge.Collections.GetAsync(name, cancellationToken);
        var stored = new List<StoredDocument>();
        foreach (var id in ids.Distinct(StringComparer.Ordinal))
            stored.Add(await documents.FindAsync(new DocumentId(id), cancellationToken) ?? throw new DocumentNotFoundException(name, new DocumentId(id)));
        await workspace.RenewAsync(name, cancellationToken);
        var embedder = await workspace.EmbedderOfAsync(collection, cancellationToken);
        var uploads = workspace.UploadsOf(name) + Path.DirectorySeparatorChar;
        string[] files = [.. stored.Select(d => d.Path).Distinct(StringComparer.Ordinal).Where(path => path.StartsWith(uploads, StringComparison.Ordinal))];
        await using var writer = await workspace.Knowledge.OpenWriterAsync(name, embedder.Identity, embedder.Generator, cancellationToken);
        var deletion = await writer.DeleteAsync(stored, files, cancellationToken);

        // The documents are gone from the database: from here on the deletion is completed, now or by whoever opens the data directory next.
        var commit = await writer.CommitAsync(CancellationToken.None);
        var receipt = await new DeletionCompletion(workspace).RunAsync(deletion, CancellationToken.None);
        return new DeleteReply(name.Value, [.. stored.Select(d => d.Id.Value)], commit, workspace.ElapsedMs(started), ReceiptReply.Of(receipt));
    }
}
