using Groundwork.Documents;
using Groundwork.Knowledge;

namespace Groundwork.UseCases;

/// <summary>Looks for traces of a deleted document in every byte of the data directory.</summary>
/// <param name="workspace">The data directory.</param>
public sealed class VerifyDeleted(Workspace workspace)
{
    /// <summary>Scans. What is found is part of the reply.</summary>
    /// <param name="collection">The collection it was in.</param>
    /// <param name="document">Its id.</param>
    /// <param name="cancellationToken">Leaves as a cancellation.</param>
    public async Task<VerifyDeletedReply> RunAsync(string collection, string document, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(document)) throw new InvalidRequestException("Name the document: its id, as it was listed before it was deleted.");
        var started = workspace.Time.GetTimestamp();
        var (name, id) = (CollectionName.Parse(collection), new DocumentId(document));
        var deleted = await workspace.Knowledge.Deletions.FindAsync(name, id, cancellationToken);
        var isThere = await workspace.Knowledge.Documents(name).FindAsync(id, cancellationToken) is not null;
        var scan = await new DeletionScan(workspace.Knowledge.Deletions, workspace.Settings.DataDirectory).RunAsync(id, deleted, cancellationToken);
        return new VerifyDeletedReply(
            !isThere && deleted is { Receipt.CompletedAt: not null } && scan.Traces.Count == 0, name.Value, document, isThere, deleted is null ? null : ReceiptReply.Of(deleted.Receipt),
            scan.Files, scan.Bytes, scan.Pieces, [.. scan.Traces.Select(t => new TraceReply(t.File, t.Offset, t.What))], scan.Shared, scan.IsNamedElsewhere, workspace.ElapsedMs(started));
    }
}
