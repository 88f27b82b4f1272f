using Groundwork.Documents;
using Groundwork.Knowledge.Answering;
using Groundwork.Knowledge.Ranking;
using Groundwork.Language;

namespace Groundwork.Knowledge;

/// <summary>Retrieval in which a passage that was cut within a sentence, a list or a table is given whole. Its text stays an exact slice of its document, and what one passage came to hold no other repeats.</summary>
/// <param name="inner">Finds the passages.</param>
/// <param name="documents">The collection's documents.</param>
/// <param name="time">Clock, for the trace.</param>
public sealed class NeighbourRetriever(IRetriever inner, DocumentStore documents, TimeProvider time) : IRetriever
{
    // Each one loads a document; what lies deeper is not read by anybody.
    private const int MostWidened = 10;
    private const int MostWanted = 2000;

    /// <inheritdoc />
    public async ValueTask<Retrieved> RetrieveAsync(Question question, int limit, bool explain, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        // Searched again for what takes the places of passages that others came to hold.
        var repeated = question.Repeatable(time);
        var loaded = new LoadedDocuments(documents);
        for (var wanted = limit; ; wanted = Math.Min(2 * wanted, MostWanted))
        {
            var found = await inner.RetrieveAsync(repeated, wanted, explain, cancellationToken);
            var started = time.GetTimestamp();
            var (given, widened) = await WidenAsync(found.Passages, loaded, cancellationToken);
            if (given.Count < limit && found.Passages.Count >= wanted && wanted < MostWanted) continue;
            return found with
            {
                Passages = [.. given.Take(limit)],
                Steps = [.. found.Steps, new StepTrace(RetrievalStep.Neighbours, widened > 0, widened == 0 ? "no passage was cut within a sentence, list or table" : $"{widened} passages given whole", time.GetElapsedTime(started).TotalMilliseconds)],
            };
        }
    }

    private async ValueTask<(List<Passage> Given, int Widened)> WidenAsync(IReadOnlyList<Passage> found, LoadedDocuments loaded, CancellationToken cancellationToken)
    {
        var given = new List<Passage>(found.Count);
        var widened = new List<Passage>();
        foreach (var passage in found)
        {
            if (Rest(passage, widened.Where(w => w.Chunk.Document == passage.Chunk.Document)) is not { } rest) continue;
            var whole = given.Count < MostWidened && rest.Chunk.Parent is null && await loaded.FindAsync(rest.Chunk.Document, rest.Chunk.Version, cancellationToken) is { } document
                ? Widened(rest, document, given.Where(g => g.Chunk.Document == rest.Chunk.Document))
                : rest;
            if (!ReferenceEquals(whole, rest)) widened.Add(whole);
            given.Add(whole);
        }

        return (given, widened.Count);
    }

    // What better passages have not come to hold of it; null where that is nothing.
    private static Passage? Rest(Passage passage, IEnumerable<Passage> widened)
    {
        var (found, text) = (passage.Chunk.Span, passage.Chunk.Text);
        var (start, end) = (found.Start, found.End);
        foreach (var other in widened.Select(w => w.Chunk.Span))
        {
            if (other.Start <= start && other.End > start) start = Math.Min(end, other.End);
            if (other.End >= end && other.Start < end) end = Math.Max(start, other.Start);
        }

        if ((start, end) == (found.Start, found.End)) return passage;
        while (start < end && char.IsWhiteSpace(text[start - found.Start])) start++;
        while (end > start && char.IsWhiteSpace(text[end - 1 - found.Start])) end--;
        var left = TextSpan.FromBounds(start, end);
        return left.Length == 0 ? null : passage with { Chunk = passage.Chunk with { Span = left, Text = text[(start - found.Start)..(end - found.Start)] } };
    }

    private static Passage Widened(Passage passage, Document document, IEnumerable<Passage> given)
    {
        var span = Within(WholeBlocks.Around(passage.Chunk.Span, document), passage.Chunk.Span, given);
        return span == passage.Chunk.Span ? passage : passage with { Chunk = passage.Chunk with { Span = span, Text = span.Of(document.Text) } };
    }

    // It is widened as far as the passages beside it.
    private static TextSpan Within(TextSpan whole, TextSpan span, IEnumerable<Passage> given)
    {
        var (start, end) = (whole.Start, whole.End);
        foreach (var other in given.Select(g => g.Chunk.Span))
        {
            if (other.End <= span.Start) start = Math.Max(start, other.End);
            if (other.Start >= span.End) end = Math.Min(end, other.Start);
        }

        return TextSpan.FromBounds(start, end);
    }
}
