using Groundwork.Documents;
using Groundwork.Knowledge;

namespace Groundwork.UseCases;

/// <summary>Finds uploaded files that no collection knows: a crash came between upload and ingestion.</summary>
/// <param name="workspace">The data directory.</param>
internal sealed class UploadRecovery(Workspace workspace)
{
    /// <summary>What to ingest, one request per collection. Halves of uploads that broke off are removed on the way.</summary>
    public async Task<IReadOnlyList<IngestRequest>> FindAsync(CancellationToken cancellationToken)
    {
        var uploads = Path.Combine(workspace.Settings.DataDirectory, "uploads");
        var requests = new List<IngestRequest>();
        if (!Directory.Exists(uploads)) return requests;
        foreach (var folder in Directory.EnumerateDirectories(uploads).Order(StringComparer.Ordinal))
        {
            foreach (var half in Directory.EnumerateFiles(folder, UploadFiles.PartialPattern)) File.Delete(half);
            if (await LostAsync(folder, cancellationToken) is { Count: > 0 } lost) requests.Add(new IngestRequest(lost, Path.GetFileName(folder)));
        }

        return requests;
    }

    private async Task<IReadOnlyList<string>> LostAsync(string folder, CancellationToken cancellationToken)
    {
        CollectionName name;
        try
        {
            name = CollectionName.Parse(Path.GetFileName(folder));
        }
        catch (CollectionNameException)
        {
            return []; // Not made by an upload.
        }

        var documents = workspace.Knowledge.Documents(name);
        var known = (await documents.SourcesAsync(cancellationToken)).Keys.ToHashSet(StringComparer.Ordinal);
        known.UnionWith(await documents.ProblemPathsAsync(cancellationToken));
        var lost = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }))
            if (!known.Contains(file) && !Path.GetRelativePath(folder, file).StartsWith('.') && await HasReaderAsync(file, cancellationToken))
                lost.Add(UploadFiles.TopEntry(folder, file));
        return [.. lost];
    }

    // A file of a foreign format inside a folder is skipped and leaves no trace, so it would look lost at every start.
    private async Task<bool> HasReaderAsync(string file, CancellationToken cancellationToken)
    {
        var head = new byte[MediaTypes.SniffedBytes];
        await using var content = File.OpenRead(file);
        var read = await content.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);
        var mediaType = MediaTypes.Of(file, head.AsSpan(0, read));
        return workspace.Readers.ReaderFor(mediaType) is not null || workspace.Readers.ContainerFor(mediaType) is not null;
    }
}
