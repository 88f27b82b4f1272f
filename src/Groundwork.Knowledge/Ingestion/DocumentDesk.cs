using Groundwork.Documents;

namespace Groundwork.Knowledge.Ingestion;

/// <summary>Reads a source and cuts it, each document within its time.</summary>
internal sealed class DocumentDesk(CollectionWriter writer, ReaderSet readers, IDocumentReading place, IngestOptions options, string reading) : IDisposable
{
    // What is no longer than this is cut at once: even a rule that looks at every pair of characters is through in a second.
    private const int QuicklyCut = 1 << 14;

    private readonly SemaphoreSlim _seats = new(options.Parallel);

    /// <summary>Reads what a step asks for.</summary>
    public async Task<ReadOutcome> ReadAsync(ReadWork work, CancellationToken cancellationToken)
    {
        if (work is not ReadWork.Source source) return new ReadOutcome(work);
        await Task.Yield();
        await _seats.WaitAsync(cancellationToken);
        try
        {
            if (readers.ReaderFor(source.Info.MediaType) is null) throw readers.Unsupported(source.Info);
            var info = WithUsableVector(source.Info);
            var document = await ReadAsync(source with { Info = info }, cancellationToken);
            // Its bytes are not needed any more, and the outcome may wait for others.
            return new ReadOutcome(source with { Content = default }, await CutAsync(document, source, cancellationToken));
        }
        catch (DocumentUnreadableException problem)
        {
            return new ReadOutcome(work, Problem: problem);
        }
        catch (ReaderEndedException ended)
        {
            return new ReadOutcome(work, Ended: ended);
        }
        finally
        {
            _seats.Release();
        }
    }

    public void Dispose() => _seats.Dispose();

    // A file has a job that counts its tries. A part has none, so its tries are here.
    private async ValueTask<Document> ReadAsync(ReadWork.Source source, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await place.ReadAsync(source.Info, source.Content, cancellationToken);
            }
            catch (ReaderEndedException ended) when (source.IsPart)
            {
                if (attempt == GaveUp.MaxAttempts) throw new DocumentUnreadableException(UnreadableReason.GaveUp, GaveUp.InWorker(ended.Message), ended);
            }
        }
    }

    // A chunker has no token to watch. One that does not come to its end is left behind on its thread, and the rest goes on.
    private async ValueTask<ReadDocument> CutAsync(Document document, ReadWork.Source source, CancellationToken cancellationToken)
    {
        if (document.Text.Length <= QuicklyCut) return writer.Cut(document, source.Hash, reading);
        var cutting = Task.Factory.StartNew(() => writer.Cut(document, source.Hash, reading), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            return await cutting.WaitAsync(options.CuttingDeadline, writer.Documents.Time, cancellationToken);
        }
        catch (TimeoutException late)
        {
            throw new DocumentUnreadableException(
                UnreadableReason.TimedOut, FormattableString.Invariant($"The text of \"{document.Source.Path}\" ({document.Text.Length} characters) was not cut within {options.CuttingDeadline.TotalSeconds:0.###} s. Split the file, or choose another chunker."), late);
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
}
