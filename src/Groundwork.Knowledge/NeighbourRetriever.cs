using Groundwork.Documents;
using Groundwork.Knowledge.Answering;
using Groundwork.Knowledge.Ranking;

namespace Groundwork.Knowledge;

/// <summary>Retrieval in which a passage that was cut within a sentence, a list or a table is given whole. Its text stays an exact slice of its document.</summary>
/// <param name="inner">Finds the passages.</param>
/// <param name="documents">The collection's documents.</param>
/// <param name="time">Clock, for the trace.</param>
public sealed class NeighbourRetriever(IRetriever inner, DocumentStore documents, TimeProvider time) : IRetriever
{
    // Each one loads a document; what lies deeper is not read by anybody.
    private const int MostWidened = 10;

    /// <inheritdoc />
    public async ValueTask<Retrieved> RetrieveAsync(Question question, int limit, bool explain, CancellationToken cancellationToken)
    {
        var found = await inner.RetrieveAsync(question, limit, explain, cancellationToken);
        var started = time.GetTimestamp();
        var loaded = new LoadedDocuments(documents);
        var given = new List<Passage>(found.Passages.Count);
        var widened = 0;
        foreach (var passage in found.Passages)
        {
            var whole = given.Count < MostWidened && passage.Chunk.Parent is null && await loaded.FindAsync(passage.Chunk.Document, passage.Chunk.Version, cancellationToken) is { } document
                ? Widened(passage, document)
                : passage;
            // What a better passage has come to hold is not given twice.
            if (given.Exists(g => g.Chunk.Document == whole.Chunk.Document && g.Chunk.Span.Start <= whole.Chunk.Span.Start && g.Chunk.Span.End >= whole.Chunk.Span.End)) continue;
            if (!ReferenceEquals(whole, passage)) widened++;
            given.Add(whole);
        }

        return found with
        {
            Passages = given,
            Steps = [.. found.Steps, new StepTrace(RetrievalStep.Neighbours, widened > 0, widened == 0 ? "no passage was cut within a sentence, list or table" : $"{widened} passages given whole", time.GetElapsedTime(started).TotalMilliseconds)],
        };
    }

    private static Passage Widened(Passage passage, Document document)
    {
        var span = WholeBlocks.Around(passage.Chunk.Span, document);
        return span == passage.Chunk.Span ? passage : passage with { Chunk = passage.Chunk with { Span = span, Text = span.Of(document.Text) } };
    }
}
