using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Groundwork.Documents;
using Groundwork.Language;

namespace Groundwork.Knowledge.Ingestion;

/// <summary>Decides for each file what has to be read: hashes decide, never times.</summary>
internal sealed class IngestPlan(DocumentStore documents, ReaderSet readers, string reading)
{
    // An id has at most 1,024 characters; some are left for what tells two of the same name apart.
    private const int LongestName = 1000;

    private Dictionary<string, StoredSource> _sources = [];
    private HashSet<string> _withProblems = [];

    private readonly Dictionary<DocumentId, string> _seen = [];

    /// <summary>True for a document that exists in what was scanned so far.</summary>
    public bool HasSeen(DocumentId id) => _seen.ContainsKey(id);

    /// <summary>True for a document that exists in this file. Reading runs ahead, so one that moved may have been seen in a later file already.</summary>
    public bool HasSeenIn(string path, DocumentId id) => string.Equals(_seen.GetValueOrDefault(id), path, StringComparison.Ordinal);

    /// <summary>Loads what is known, and tells which known files are no longer there.</summary>
    public async ValueTask<IReadOnlyList<string>> GoneAsync(FolderScanResult scan, CancellationToken cancellationToken)
    {
        _sources = await documents.SourcesAsync(cancellationToken);
        _withProblems = await documents.ProblemPathsAsync(cancellationToken);
        var present = scan.Files.Select(f => f.Path).ToHashSet(StringComparer.Ordinal);

        // A file that was named earlier and that a scan leaves alone (its name starts with a dot, a link leads to it) is not gone.
        return [.. _sources.Keys.Union(_withProblems, StringComparer.Ordinal).Where(path => !present.Contains(path) && scan.Covers(path) && !File.Exists(path)).Order(StringComparer.Ordinal)];
    }

    /// <summary>The steps of an ingestion. Each file that was looked into ends with <see cref="ReadWork.FileDone"/> or <see cref="ReadWork.FileUnchanged"/>.</summary>
    public async IAsyncEnumerable<ReadWork> StepsAsync(IReadOnlyList<ScannedFile> files, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var file in files)
        {
            var (content, problem) = Open(file.Path);
            if (content is not null)
            {
                var steps = FileAsync(file, content, cancellationToken).GetAsyncEnumerator(cancellationToken);
                await using (content)
                await using (steps)
                {
                    while (true)
                    {
                        try
                        {
                            if (!await steps.MoveNextAsync()) break;
                        }
                        catch (IOException failure)
                        {
                            problem = new DocumentUnreadableException(UnreadableReason.Damaged, $"The file cannot be read to its end ({failure.Message}). Check the disk, and that nothing is writing the file.", failure);
                            break;
                        }

                        yield return steps.Current;
                    }
                }
            }

            if (problem is null) continue;
            await KeepAsync(file, cancellationToken);
            yield return new ReadWork.Broken(file.Path, string.Empty, problem);
            yield return new ReadWork.FileDone(file.Path, null, 0);
        }
    }

    private static (FileStream? Content, DocumentUnreadableException? Problem) Open(string path)
    {
        try
        {
            // Pipes, sockets and devices have no length either, and opening one may wait for ever.
            if (FileLength.Of(path) == 0)
                return (null, new DocumentUnreadableException(UnreadableReason.Empty, "The file is empty, or no ordinary file. Remove it, or give it content."));
            return (new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16, FileOptions.Asynchronous | FileOptions.SequentialScan), null);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return (null, new DocumentUnreadableException(UnreadableReason.Damaged, $"The file cannot be opened ({failure.Message}). Check that it exists and that you may read it.", failure));
        }
    }

    private async IAsyncEnumerable<ReadWork> FileAsync(ScannedFile file, FileStream content, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var head = new byte[MediaTypes.SniffedBytes];
        var read = await content.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);
        content.Position = 0;
        var mediaType = MediaTypes.Of(file.Path, head.AsSpan(0, read));
        var container = readers.ContainerFor(mediaType);
        var known = await documents.FromPathAsync(file.Path, cancellationToken);
        if (container is null && readers.ReaderFor(mediaType) is null)
        {
            var message = $"No reader for {mediaType}. Formats: {string.Join(", ", readers.Formats)}.";
            if (!file.IsNamed && known.Count == 0)
            {
                yield return new ReadWork.Skipped(file.Path, message);
                yield break;
            }

            await KeepAsync(file, cancellationToken);
            yield return new ReadWork.Broken(file.Path, string.Empty, new DocumentUnreadableException(UnreadableReason.UnsupportedFormat, message));
            yield return new ReadWork.FileDone(file.Path, null, content.Length);
            yield break;
        }

        var hash = await ContentHash.OfAsync(content, cancellationToken);
        if (_sources.TryGetValue(file.Path, out var source) && source.Hash == hash && string.Equals(source.Reading, reading, StringComparison.Ordinal) && !_withProblems.Contains(file.Path))
        {
            foreach (var document in known) _seen.TryAdd(document.Id, file.Path);
            yield return new ReadWork.FileUnchanged(file.Path, known.Count, content.Length);
            yield break;
        }

        // A crash after the document was stored and before its file counted as read: only the file has to be noted.
        if (container is null && known.Count == 1 && known[0].Hash == hash && string.Equals(known[0].Reading, reading, StringComparison.Ordinal) && !_withProblems.Contains(file.Path) && _seen.TryAdd(known[0].Id, file.Path))
        {
            yield return new ReadWork.Unchanged(1);
            yield return new ReadWork.FileDone(file.Path, hash, content.Length);
            yield break;
        }

        content.Position = 0;
        var steps = container is null
            ? WholeAsync(file, content, mediaType, hash, known, cancellationToken)
            : PartsAsync(file, content, mediaType, hash, known, cancellationToken);
        await foreach (var step in steps) yield return step;
    }

    private async IAsyncEnumerable<ReadWork> WholeAsync(
        ScannedFile file, FileStream content, string mediaType, ContentHash hash, IReadOnlyList<StoredDocument> known, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (content.Length > readers.Limits.MaxBytes)
        {
            await KeepAsync(file, cancellationToken);
            yield return new ReadWork.Broken(file.Path, string.Empty, new DocumentUnreadableException(
                UnreadableReason.TooLarge,
                FormattableString.Invariant($"The file has {content.Length} bytes; the limit for one document is {readers.Limits.MaxBytes}. Split it, or raise the limit with the setting \"reading.maxBytes\".")));
            yield return new ReadWork.FileDone(file.Path, null, content.Length);
            yield break;
        }

        var id = known.Count == 1 ? known[0].Id : await NewIdAsync(file, cancellationToken);
        _seen.TryAdd(id, file.Path);
        var bytes = new byte[content.Length];
        await content.ReadExactlyAsync(bytes, cancellationToken);
        yield return new ReadWork.Source(new SourceInfo(id, file.Path, mediaType), bytes, hash, known.Count == 1 || await documents.FindAsync(id, cancellationToken) is not null);
        yield return new ReadWork.FileDone(file.Path, hash, bytes.Length, MayLeaveDocuments: known.Count > 1 || !HasSeenIn(file.Path, id));
    }

    private async IAsyncEnumerable<ReadWork> PartsAsync(
        ScannedFile file, FileStream content, string mediaType, ContentHash hash, IReadOnlyList<StoredDocument> known, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var here = known.ToDictionary(d => d.Id);
        var parts = readers.OpenAsync(content, new SourceInfo(new DocumentId(file.Name), file.Path, mediaType), cancellationToken).GetAsyncEnumerator(cancellationToken);
        DocumentUnreadableException? end = null;
        await using (parts)
        {
            while (true)
            {
                try
                {
                    if (!await parts.MoveNextAsync()) break;
                }
                catch (DocumentUnreadableException problem)
                {
                    end = problem;
                    break;
                }

                yield return await PartAsync(file, parts.Current, here, cancellationToken);
            }
        }

        if (end is null)
        {
            yield return new ReadWork.FileDone(file.Path, hash, content.Length, MayLeaveDocuments: true);
            yield break;
        }

        await KeepAsync(file, cancellationToken);
        yield return new ReadWork.Broken(file.Path, string.Empty, end);
        yield return new ReadWork.FileDone(file.Path, null, content.Length);
    }

    private async ValueTask<ReadWork> PartAsync(ScannedFile file, ContainedPart part, Dictionary<DocumentId, StoredDocument> here, CancellationToken cancellationToken)
    {
        if (part is ContainedPart.Broken broken) return new ReadWork.Broken(file.Path, broken.Place, broken.Problem);
        var (source, content) = (ContainedPart.Readable)part;
        if (!_seen.TryAdd(source.Id, file.Path))
            return new ReadWork.Broken(file.Path, FormattableString.Invariant($"line {source.FirstLine}"), new DocumentUnreadableException(
                UnreadableReason.DuplicateId, $"The id \"{source.Id}\" was already read from another file in this run; the first one is kept. Give each document its own id."));
        var partHash = PartHash(source, content);
        var stored = here.GetValueOrDefault(source.Id) ?? await documents.FindAsync(source.Id, cancellationToken);
        var isUnchanged = stored is not null && stored.Hash == partHash && string.Equals(stored.Reading, reading, StringComparison.Ordinal) && string.Equals(stored.Path, file.Path, StringComparison.Ordinal);
        return isUnchanged ? new ReadWork.Unchanged(1) : new ReadWork.Source(source, content, partHash, IsKnown: stored is not null);
    }

    // Title, language, metadata and vector travel outside the content and decide what is stored, so they belong to the hash.
    private static ContentHash PartHash(SourceInfo source, ReadOnlyMemory<byte> content) =>
        ContentHash.OfText(string.Join('\n', ContentHash.Of(content.Span).Hex, source.Title, source.Language?.Code, source.MediaType, Storing.StructureText.OfMetadata(source.Metadata))
            + (source.Vector is { } vector ? "\n" + (vector.Problem ?? ContentHash.Of(MemoryMarshal.AsBytes(vector.Values.Span)).Hex) : ""));

    private async ValueTask<DocumentId> NewIdAsync(ScannedFile file, CancellationToken cancellationToken)
    {
        var id = new DocumentId(ShortName(file));
        var taken = await documents.FindAsync(id, cancellationToken);

        // A file that moved takes its id along; two living files of the same relative name need two ids.
        var isFree = !HasSeen(id) && (taken is null || string.Equals(taken.Path, file.Path, StringComparison.Ordinal) || !File.Exists(taken.Path));
        return isFree ? id : new DocumentId($"{id}~{ContentHash.OfText(file.Path).Short(8)}");
    }

    // The end of a long path tells more than its beginning; the hash keeps two of them apart.
    private static string ShortName(ScannedFile file)
    {
        if (file.Name.Length <= LongestName) return file.Name;
        var from = file.Name.Length - LongestName;
        if (char.IsLowSurrogate(file.Name[from])) from++;
        return $"{ContentHash.OfText(file.Name).Short(8)}~{file.Name[from..]}";
    }

    // What an earlier reading made of a file stays until the file can be read again.
    private async ValueTask KeepAsync(ScannedFile file, CancellationToken cancellationToken)
    {
        foreach (var document in await documents.FromPathAsync(file.Path, cancellationToken)) _seen.TryAdd(document.Id, file.Path);
    }
}
