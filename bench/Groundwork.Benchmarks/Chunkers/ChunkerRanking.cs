using Groundwork.Documents;
using Groundwork.Language;

namespace Groundwork.Benchmarks.Chunkers;

/// <summary>How well chunks answer questions: means over the questions.</summary>
/// <param name="NdcgAt10">One answer a question in almost every set: 1 / log2(rank + 1) of the first hit among ten.</param>
/// <param name="RecallAt5">Share of the answers hit among the first five.</param>
/// <param name="WithinBudget">Share of an answer's text that is within the first <see cref="BudgetTokens"/> tokens of evidence: large chunks hit more and cost more.</param>
internal sealed record ChunkerRanking(double NdcgAt10, double RecallAt5, double WithinBudget)
{
    public const int BudgetTokens = 1000;

    public static ChunkerRanking Mean(IReadOnlyCollection<ChunkerRanking> all) =>
        new(all.Average(one => one.NdcgAt10), all.Average(one => one.RecallAt5), all.Average(one => one.WithinBudget));

    /// <param name="question">The question.</param>
    /// <param name="found">Chunks, best first.</param>
    /// <param name="byDocument">Only the best chunk of each document counts.</param>
    /// <param name="texts">Canonical texts by document.</param>
    public static ChunkerRanking Of(ChunkerQuestion question, IReadOnlyList<Chunk> found, bool byDocument, IReadOnlyDictionary<DocumentId, string> texts)
    {
        var ranked = Given(byDocument ? [.. found.DistinctBy(chunk => chunk.Document)] : found);
        var left = question.Answers.ToList();
        var (gain, recall) = (0.0, 0);
        for (var rank = 0; rank < Math.Min(10, ranked.Count); rank++)
        {
            var at = left.FindIndex(gold => gold.IsHitBy(ranked[rank]));
            if (at < 0) continue;
            left.RemoveAt(at);
            gain += 1 / Math.Log2(rank + 2);
            if (rank < 5) recall++;
        }

        var ideal = Enumerable.Range(0, Math.Min(10, question.Answers.Count)).Sum(rank => 1 / Math.Log2(rank + 2));
        return new ChunkerRanking(gain / ideal, recall / (double)question.Answers.Count, Covered(question.Answers[0], found, texts));
    }

    // What an answer is given: each chunk's parent, or the chunk, once.
    private static List<Gold> Given(IReadOnlyList<Chunk> found) => [.. found.Select(chunk => new Gold(chunk.Document, chunk.Parent ?? chunk.Span)).Distinct()];

    private static double Covered(Gold gold, IReadOnlyList<Chunk> found, IReadOnlyDictionary<DocumentId, string> texts)
    {
        var budget = BudgetTokens;
        var spans = new List<TextSpan>();
        foreach (var given in Given(found))
        {
            budget -= TokenEstimate.Of(texts[given.Document].AsSpan(given.Span.Start, given.Span.Length));
            if (budget < 0) break;
            if (given.Document == gold.Document) spans.Add(given.Span);
        }

        var (end, shared) = (0, 0);
        foreach (var span in spans.OrderBy(span => span.Start))
        {
            if (span.End > end) shared += gold.Shared(TextSpan.FromBounds(Math.Max(span.Start, end), span.End));
            end = Math.Max(end, span.End);
        }

        // White space between chunks is nobody's.
        return Math.Min(1, shared / (0.99 * gold.Span.Length));
    }
}
