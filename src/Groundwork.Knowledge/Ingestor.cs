using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Groundwork.Documents;
using Groundwork.Knowledge.Ingestion;
using Groundwork.Search;
using Groundwork.Storage;

namespace Groundwork.Knowledge;

/// <summary>Brings a collection level with files on disk: reads what is new or changed, removes what is gone, leaves the rest.</summary>
/// <param name="writer">The collection's writer; the caller disposes it.</param>
/// <param name="readers">Readers by media type.</param>
public sealed class Ingestor(CollectionWriter writer, ReaderSet readers)
{
    private const int BatchDocuments = 64;
    private const int BatchCharacters = 4 << 20;
    private const int CommitChunks = 50_000;

    private readonly List<ReadDocument> _batch = [];
    private readonly List<ReadSource> _finished = [];
    private readonly Dictionary<string, List<(string Place, UnreadableReason Reason, string Message)>> _problems = new(StringComparer.Ordinal);
    private IngestCounts _counts = new();
    private int _batchCharacters;

    /// <summary>How many numbers the first vector has that a record in these files carries; null when none does.</summary>
    /// <exception cref="SourcePathException">A named path does not exist.</exception>
    public static ValueTask<int?> GivenDimensionsAsync(ReaderSet readers, IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(readers);
        ArgumentNullException.ThrowIfNull(paths);
        return FirstVector.DimensionsAsync(readers, paths, cancellationToken);
    }

    /// <summary>Ingests files and folders. Cancelling keeps what was stored so far and leaves it searchable.</summary>
    /// <param name="paths">Files and folders.</param>
    /// <param name="cancellationToken">Leaves as a cancellation, after settling.</param>
    /// <exception cref="SourcePathException">A named path does not exist; nothing has been done then.</exception>
    public async IAsyncEnumerable<IngestEvent> IngestAsync(IReadOnlyList<string> paths, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(paths);
        var scan = FolderScan.Run(paths, cancellationToken);
        Restart();
        yield return new IngestEvent.Planned(scan.Files.Count, scan.Files.Sum(f => LengthOf(f.Path)));
        foreach (var (path, message) in scan.Problems) yield return new IngestEvent.Failed(path, UnreadableReason.Damaged, message);

        var reading = readers.Fingerprint;
        var plan = new IngestPlan(writer.Documents, readers, reading);
        var gone = await plan.GoneAsync(scan, cancellationToken);
        var filesDone = 0;
        var bytesDone = 0L;
        var settled = false;
        try
        {
            await foreach (var outcome in ReadAhead.RunAsync(plan.StepsAsync(scan.Files, cancellationToken), work => ReadAsync(work, reading, cancellationToken), Environment.ProcessorCount + 1, cancellationToken))
            {
                if (Report(outcome) is { } news) yield return news;
                if (outcome.Document is { } read) Add(read, isKnown: ((ReadWork.Source)outcome.Work).IsKnown);
                if (_batch.Count + _finished.Count >= BatchDocuments || _batchCharacters >= BatchCharacters) await FlushAsync(cancellationToken);
                if (writer.Unsettled >= CommitChunks) await writer.CommitAsync(cancellationToken);
                if (outcome.Work is ReadWork.Skipped) filesDone++;
                if (outcome.Work is ReadWork.FileDone done) await FinishFileAsync(done, plan, reading, cancellationToken);
                if (EndOf(outcome.Work) is not { } end) continue;
                bytesDone += end.Bytes;
                yield return new IngestEvent.Advanced(++filesDone, bytesDone, _counts, end.Path);
            }

            await FlushAsync(cancellationToken);
            foreach (var path in gone)
            {
                var documents = await writer.Documents.FromPathAsync(path, cancellationToken);
                await RemoveAsync([.. documents.Select(d => d.Id).Where(id => !plan.HasSeen(id))], plan, cancellationToken);
                await writer.Documents.RemoveSourceAsync(path, cancellationToken);
            }

            var commit = await writer.CommitAsync(cancellationToken);
            settled = true;
            writer.Settle(cancellationToken);
            yield return new IngestEvent.Finished(_counts, commit);
        }
        finally
        {
            if (!settled && writer.Unsettled > 0) await SettleAsync();
        }
    }

    private void Restart()
    {
        _batch.Clear();
        _finished.Clear();
        _problems.Clear();
        _counts = new IngestCounts();
        _batchCharacters = 0;
    }

    // After a cancellation or an error, what is already in the database becomes searchable too. When that fails as well, the first
    // failure is the one to tell, and the next writer settles what is left.
    private async ValueTask SettleAsync()
    {
        try
        {
            await writer.CommitAsync(CancellationToken.None);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidOperationException or StorageException or IndexDamagedException)
        {
        }
    }

    private static (string Path, long Bytes)? EndOf(ReadWork work) => work switch
    {
        ReadWork.FileDone done => (done.Path, done.Bytes),
        ReadWork.FileUnchanged unchanged => (unchanged.Path, unchanged.Bytes),
        _ => null,
    };

    private static long LengthOf(string path)
    {
        try
        {
            return FileLength.Of(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return 0; // Gone or closed since the scan: reading it will say so.
        }
    }

    private async Task<ReadOutcome> ReadAsync(ReadWork work, string reading, CancellationToken cancellationToken)
    {
        if (work is not ReadWork.Source source) return new ReadOutcome(work, null, null);
        await Task.Yield();
        try
        {
            var reader = readers.ReaderFor(source.Info.MediaType)
                ?? throw readers.Unsupported(source.Info);
            using var content = Open(source.Content);
            var info = WithUsableVector(source.Info);
            var document = await reader.ReadAsync(content, info, cancellationToken);
            return new ReadOutcome(work, writer.Cut(document, source.Hash, reading), null);
        }
        catch (DocumentUnreadableException problem)
        {
            return new ReadOutcome(work, null, problem);
        }
    }

    // Vectors are kept where the collection is one of given vectors; elsewhere they mean nothing.
    private SourceInfo WithUsableVector(SourceInfo source)
    {
        if (source.Vector is not { } vector) return source;
        if (writer.Collection.Embedder is not { Kind: EmbedderKind.Given } identity) return source with { Vector = null };
        return GivenVectors.ProblemOf(vector, identity) is { } problem
            ? throw new DocumentUnreadableException(UnreadableReason.Damaged, $"The vector of the record \"{source.Id}\" cannot be used: {problem}. Correct the record, and ingest the file again.")
            : source;
    }

    private static MemoryStream Open(ReadOnlyMemory<byte> content) =>
        MemoryMarshal.TryGetArray(content, out var array) ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false) : new MemoryStream(content.ToArray(), writable: false);

    private IngestEvent? Report(ReadOutcome outcome)
    {
        switch (outcome.Work)
        {
            case ReadWork.Unchanged unchanged:
                _counts = _counts with { Unchanged = _counts.Unchanged + unchanged.Documents };
                return null;
            case ReadWork.FileUnchanged unchanged:
                _counts = _counts with { Unchanged = _counts.Unchanged + unchanged.Documents };
                return null;
            case ReadWork.Skipped skipped:
                return new IngestEvent.Skipped(skipped.Path, skipped.Reason);
            case ReadWork.Broken broken:
                return Fail(broken.Path, broken.Place, broken.Problem);
            case ReadWork.Source source when outcome.Problem is { } problem:
                return Fail(source.Info.Path, source.Info.FirstLine > 1 ? FormattableString.Invariant($"line {source.Info.FirstLine}") : string.Empty, problem);
            default:
                return null;
        }
    }

    private IngestEvent.Failed Fail(string path, string place, DocumentUnreadableException problem)
    {
        if (!_problems.TryGetValue(path, out var list)) _problems.Add(path, list = []);
        list.Add((place, problem.Reason, problem.Message));
        return new IngestEvent.Failed(place.Length == 0 ? path : $"{path}, {place}", problem.Reason, problem.Message);
    }

    private void Add(ReadDocument read, bool isKnown)
    {
        _batch.Add(read);
        _batchCharacters += read.Document.Text.Length;
        _counts = _counts with
        {
            Added = _counts.Added + (isKnown ? 0 : 1),
            Updated = _counts.Updated + (isKnown ? 1 : 0),
            Chunks = _counts.Chunks + read.Chunks.Count,
        };
    }

    // Documents first, then the files that count as read: after a crash in between, a file is merely read again.
    private async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        if (_batch.Count > 0) await writer.PutAsync(_batch, cancellationToken);
        if (_finished.Count > 0) await writer.Documents.PutSourcesAsync(_finished, cancellationToken);
        _batch.Clear();
        _finished.Clear();
        _batchCharacters = 0;
    }

    private async ValueTask FinishFileAsync(ReadWork.FileDone done, IngestPlan plan, string reading, CancellationToken cancellationToken)
    {
        var hasProblems = _problems.Remove(done.Path, out var problems);
        if (done.Hash is not { } hash)
        {
            var whole = hasProblems ? problems![^1] : (Place: string.Empty, Reason: UnreadableReason.Damaged, Message: "The file could not be read.");
            await writer.Documents.PutProblemAsync(done.Path, whole.Reason, whole.Message, cancellationToken);
            return;
        }

        var finished = new ReadSource(new StoredSource(done.Path, hash, reading), done.Bytes, problems ?? []);
        if (done.MayLeaveDocuments)
        {
            // Only now is it known which parts of a container no longer exist.
            await FlushAsync(cancellationToken);
            var lost = (await writer.Documents.FromPathAsync(done.Path, cancellationToken)).Where(d => !plan.HasSeenIn(done.Path, d.Id)).Select(d => d.Id).ToArray();
            await RemoveAsync(lost, plan, cancellationToken);
        }

        _finished.Add(finished);
    }

    // A document that moved to a file which is still being read is removed here and put again there: with this file noted as read, a
    // crash in between must not leave it under its old path. It counts as updated.
    private async ValueTask RemoveAsync(IReadOnlyList<DocumentId> documents, IngestPlan plan, CancellationToken cancellationToken)
    {
        if (documents.Count == 0) return;
        await writer.RemoveAsync(documents, cancellationToken);
        _counts = _counts with { Removed = _counts.Removed + documents.Count(id => !plan.HasSeen(id)) };
    }
}
