using System.Runtime.CompilerServices;
using System.Text;
using Groundwork.Knowledge.Answering;
using Groundwork.Language;

namespace Groundwork.Knowledge;

/// <summary>
/// Answers without a model: the sentences of the best passages that answer the question, word for word, each with its citation; or an
/// abstention when an answer would more likely be wrong than its cost allows.
/// </summary>
/// <param name="retriever">Finds the evidence.</param>
/// <param name="documents">The collection's documents, to check quotes against.</param>
/// <param name="options">What is wanted of answers; null for the defaults.</param>
public sealed class ExtractiveAnswerer(IRetriever retriever, DocumentStore documents, AnswerOptions? options = null) : IAnswerer
{
    private const int Passages = 8;

    private readonly AnswerOptions _options = options ?? new AnswerOptions();

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
        if (found.Passages.Count == 0) return Abstain("Nothing in the collection matches the question.", found, null);
        var loaded = new LoadedDocuments(documents);
        var evidence = new SentenceScorer(found.Understood ?? question.Text, found.Asked?.Carried).Score(await ParentPassages.OfAsync(found.Passages, loaded, cancellationToken));
        var confidence = AnswerConfidence.Of(evidence.Signs);
        if (evidence.Signs.Strength <= 0 || confidence < AnswerOptions.LeastConfidence(_options.WrongCost ?? AnswerOptions.DefaultWrongCost))
            return Abstain("The closest passages say too little about what is asked.", found, confidence);

        // One general mechanism for every citation: even a sentence copied by code is checked against the stored document.
        var check = new QuoteCheck(loaded);
        var text = new StringBuilder();
        var claims = new List<Claim>();
        foreach (var sentence in SentenceChoice.Of(evidence.Sentences))
        {
            if (await check.CiteAsync(sentence.Passage, sentence.Span, cancellationToken) is not { } cited) continue;
            var shown = OneLine(cited.Citation.Quote);
            if (text.Length > 0) text.Append(' ');
            claims.Add(new Claim(new TextSpan(text.Length, shown.Length), [cited]));
            text.Append(shown);
        }

        return claims.Count == 0
            ? Abstain("The passages that would answer have just been changed or removed. Ask again.", found, confidence)
            : new Answer(text.ToString(), claims, null, "extractive", null) { Confidence = confidence, Languages = LanguageNames.Compare(LanguageDetector.Detect(question.Text), text.ToString()) };
    }

    private static string OneLine(string text) => text.Contains('\n', StringComparison.Ordinal) ? string.Join(' ', text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)) : text;

    private static Answer Abstain(string reason, Retrieved found, double? confidence) =>
        new(string.Empty, [], new Abstention(reason, [.. found.Passages.Take(3)]), "extractive", null) { Confidence = confidence };
}
