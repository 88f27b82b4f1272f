using System.Runtime.CompilerServices;
using System.Text;
using Groundwork.Knowledge.Answering;
using Groundwork.Language;
using Microsoft.Extensions.AI;

namespace Groundwork.Knowledge;

/// <summary>
/// Answers without a model: the sentences of the best passages that answer the question, word for word, each with its citation; or an
/// abstention when too little of the question is to be found.
/// </summary>
/// <param name="retriever">Finds the evidence.</param>
/// <param name="documents">The collection's documents, to check quotes against.</param>
public sealed class ExtractiveAnswerer(IRetriever retriever, DocumentStore documents) : IAnswerer
{
    private const int Passages = 8;
    private const int MostSentences = 2;

    // Below this strength the passages are about something else. Where a question's source is there, about one in twenty falls below.
    private const double LeastStrength = 0.27;

    // A further sentence must be nearly as good as the first: padding is not an answer.
    private const double LeastOfBest = 0.5;

    /// <inheritdoc />
    public async IAsyncEnumerable<AnswerEvent> AnswerAsync(Question question, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        var found = await retriever.RetrieveAsync(question, Passages, explain: false, cancellationToken);
        yield return new AnswerEvent.Found(found);
        yield return new AnswerEvent.Completed(await ComposeAsync(question, found, cancellationToken), found.Commit);
    }

    private async ValueTask<Answer> ComposeAsync(Question question, Retrieved found, CancellationToken cancellationToken)
    {
        if (found.Passages.Count == 0) return Abstain("Nothing in the collection matches the question.", found);
        var loaded = new LoadedDocuments(documents);
        var evidence = new SentenceScorer(found.Understood ?? question.Text).Score(await ParentPassages.OfAsync(found.Passages, loaded, cancellationToken));
        if (evidence.Strength < LeastStrength) return Abstain("The closest passages say too little about what is asked.", found);

        // One general mechanism for every citation: even a sentence copied by code is checked against the stored document.
        var check = new QuoteCheck(loaded);
        var text = new StringBuilder();
        var claims = new List<Claim>();
        foreach (var sentence in Choose(evidence.Sentences))
        {
            if (await check.CiteAsync(sentence.Passage, sentence.Span, cancellationToken) is not { } cited) continue;
            var shown = OneLine(cited.Citation.Quote);
            if (text.Length > 0) text.Append(' ');
            claims.Add(new Claim(new TextSpan(text.Length, shown.Length), [cited]));
            text.Append(shown);
        }

        return claims.Count == 0
            ? Abstain("The passages that would answer have just been changed or removed. Ask again.", found)
            : new Answer(text.ToString(), claims, null, "extractive", null);
    }

    /// <summary>The best sentence, and others that are nearly as good; in reading order.</summary>
    private static List<SentenceScore> Choose(IReadOnlyList<SentenceScore> scored)
    {
        var ranked = scored.OrderByDescending(s => s.Value).ThenBy(s => s.PassageIndex).ThenBy(s => s.Ordinal).ToArray();
        if (ranked.Length == 0) return [];
        var chosen = new List<SentenceScore> { ranked[0] };
        foreach (var next in ranked.Skip(1))
        {
            if (chosen.Count == MostSentences || next.Value < LeastOfBest * ranked[0].Value) break;
            if (chosen.TrueForAll(c => !SaysTheSame(c, next))) chosen.Add(next);
        }

        return [.. chosen.OrderBy(s => s.PassageIndex).ThenBy(s => s.Ordinal)];
    }

    private static bool SaysTheSame(SentenceScore a, SentenceScore b) =>
        string.Equals(a.Span.Of(a.Passage.Chunk.Text), b.Span.Of(b.Passage.Chunk.Text), StringComparison.Ordinal);

    private static string OneLine(string text) => text.Contains('\n', StringComparison.Ordinal) ? string.Join(' ', text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)) : text;

    private static Answer Abstain(string reason, Retrieved found) => new(string.Empty, [], new Abstention(reason, [.. found.Passages.Take(3)]), "extractive", null);
}
