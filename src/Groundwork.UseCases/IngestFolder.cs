using System.Runtime.CompilerServices;
using Groundwork.Documents;
using Groundwork.Knowledge;

namespace Groundwork.UseCases;

/// <summary>Files and folders become searchable.</summary>
/// <param name="workspace">The data directory.</param>
public sealed class IngestFolder(Workspace workspace)
{
    /// <summary>Runs the ingestion. The last reply is an <see cref="IngestUpdate.Done"/>.</summary>
    public async IAsyncEnumerable<IngestUpdate> RunAsync(IngestRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Paths is not { Count: > 0 }) throw new InvalidRequestException("Nothing to ingest: name at least one file or folder.");
        var started = workspace.Time.GetTimestamp();
        var name = CollectionName.Parse(request.Collection);
        foreach (var path in request.Paths)
        {
            if (string.IsNullOrWhiteSpace(path) || path.Contains('\0', StringComparison.Ordinal)) throw new SourcePathException($"\"{path}\" is no path. Name a file or folder.");
            if (!Path.Exists(path)) throw new SourcePathException($"There is no file or folder \"{path}\" (looked for {Path.GetFullPath(path)}). Check the spelling.");
        }

        var embedder = await workspace.EmbedderAsync(cancellationToken);
        var collection = await workspace.Knowledge.Collections.GetOrMakeAsync(name, embedder.Identity, cancellationToken);
        var embeddings = workspace.Knowledge.Embeddings(collection, embedder.Identity, embedder.Generator);
        await workspace.RenewAsync(name, cancellationToken);
        await using var writer = await workspace.Knowledge.OpenWriterAsync(name, embeddings, cancellationToken);
        var skipped = new List<SkippedFile>();
        var failed = new List<FailedFile>();
        await foreach (var happened in new Ingestor(writer, workspace.Readers, workspace.Chunker).IngestAsync(request.Paths, cancellationToken))
        {
            switch (happened)
            {
                case IngestEvent.Planned planned:
                    yield return new IngestUpdate.Planned(planned.Files, planned.Bytes);
                    break;
                case IngestEvent.Advanced advanced:
                    yield return new IngestUpdate.Advanced(advanced.FilesDone, advanced.BytesDone, advanced.Counts.Added, advanced.Counts.Updated, advanced.Counts.Unchanged, advanced.Counts.Chunks, advanced.Current);
                    break;
                case IngestEvent.Skipped skip:
                    skipped.Add(new SkippedFile(skip.Path, skip.Reason));
                    break;
                case IngestEvent.Failed failure:
                    var entry = new FailedFile(failure.Path, ErrorCatalog.OfReading(failure.Reason).Code, failure.Message);
                    failed.Add(entry);
                    yield return new IngestUpdate.Failed(entry);
                    break;
                case IngestEvent.Finished finished:
                    var counts = finished.Counts;
                    yield return new IngestUpdate.Done(new IngestReply(
                        name.Value, counts.Added, counts.Updated, counts.Removed, counts.Unchanged, counts.Chunks, finished.Commit, skipped, failed, workspace.ElapsedMs(started)));
                    break;
                default:
                    throw new InvalidOperationException($"An unknown event: {happened}.");
            }
        }
    }
}
