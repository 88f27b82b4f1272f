using System.Runtime.CompilerServices;
using System.Text;
using Groundwork.Knowledge.Answering;
using Groundwork.Language;
using Microsoft.Extensions.AI;

namespace Groundwork.Knowledge;

/// <summary>
/// Answers with a model, from numbered evidence. Every sentence of the draft must name evidence that carries it; what does not is removed or marked, and when nothing is left the
/// answer is an abstention. Sentences are checked as soon as they are complete, and their sources once more at the end.
/// </summary>
/// <param name="retriever">Finds the evidence.</param>
/// <param name="documents">The collection's documents, to check quotes against.</param>
/// <param name="chat">The model.</param>
/// <param name="model">Its name, for the answer.</param>
/// <param name="options">What is wanted of answers; null for the defaults.</param>
/// <param name="judge">A model that is asked whether each claim follows from what it cites; null for none.</param>
public sealed class GenerativeAnswerer(IRetriever retriever, DocumentStore documents, IChatClient chat, string model, AnswerOptions? options = null, IChatClient? judge = null) : IAnswerer
{
    private const int Passages = 8;
    private const int EvidenceTokens = 3000;
    private const int AnswerTokens = 700;

    private readonly AnswerOptions _options = options ?? new AnswerOptions();

    /// <inheritdoc />
    public async IAsyncEnumerable<AnswerEvent> AnswerAsync(Question question, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        var found = await retriever.RetrieveAsync(question, Passages, explain: false, cancellationToken);
        yield return new AnswerEvent.Found(found);
        var loaded = new LoadedDocuments(documents);
        var evidence = EvidencePacker.Pack(await ParentPassages.OfAsync(found.Passages, loaded, cancellationToken), EvidenceTokens);
        if (evidence.Count == 0)
        {
            yield return new AnswerEvent.Completed(Abstain("Nothing in the collection matches the question.", found, null), found.Commit);
            yield break;
        }

        var asked = LanguageDetector.Detect(question.Text);
        // A question that was written anew stands alone.
        var before = found.Understood is null ? question.Before : [];
        var likelihood = Likelihood(question, found, evidence);
        var checking = new DraftCheck(evidence, new QuoteCheck(loaded), judge is null ? null : new EntailmentJudge(judge));
        var reader = new DraftReader();
        var draft = new StringBuilder();
        UsageDetails? usage = null;
        await foreach (var update in chat.GetStreamingResponseAsync(GroundedPrompt.For(found.Understood ?? question.Text, before, evidence, asked, _options.Form), Chat(), cancellationToken))
        {
            foreach (var used in update.Contents.OfType<UsageContent>()) usage = used.Details;
            if (update.Text.Length == 0) continue;
            draft.Append(update.Text);
            if (_options.Form == DraftForm.Text)
            {
                yield return new AnswerEvent.Drafted(update.Text);
                foreach (var sentence in reader.Add(update.Text))
                    if (!IsRefusal(draft)) yield return Weighed(await checking.AddAsync(sentence, cancellationToken));
            }

            if (draft.Length > CitationReader.MostCharacters) break;
        }

        if (_options.Form == DraftForm.Json && StructuredDraft.Read(draft.ToString()) is { } sentences)
        {
            foreach (var sentence in sentences)
            {
                yield return new AnswerEvent.Drafted(sentence.Text + " ");
                yield return Weighed(await checking.AddAsync(sentence, cancellationToken));
            }
        }
        else if (!IsRefusal(draft))
        {
            if (_options.Form == DraftForm.Json) reader.Add(draft.ToString());
            var rest = reader.Finish();
            for (var i = 0; i < rest.Count; i++)
                yield return Weighed(reader.IsFull && i == rest.Count - 1 ? checking.CutOff(rest[i]) : await checking.AddAsync(rest[i], cancellationToken));
        }

        // What was cited a moment ago may be gone by now: the answer is checked against the documents as they are at its end.
        await checking.RecheckAsync(new QuoteCheck(new LoadedDocuments(documents)), cancellationToken);
        yield return new AnswerEvent.Completed(Compose(asked, checking, IsRefusal(draft), likelihood, found, usage), found.Commit);

        AnswerEvent.Verified Weighed(AnswerEvent.Verified verified) => verified with { Confidence = likelihood * checking.Supported / checking.Count };
    }

    // How likely the evidence answers at all: the best of it first, as the question was understood.
    private static double Likelihood(Question question, Retrieved found, IReadOnlyList<Evidence> evidence) =>
        AnswerConfidence.Of(new SentenceScorer(found.Understood ?? question.Text, found.Asked?.Carried).Score([.. evidence.OrderBy(e => e.Number).Select(e => e.Passage)]).Signs);

    private ChatOptions Chat() => new()
    {
        Temperature = 0,
        MaxOutputTokens = AnswerTokens,
        ResponseFormat = _options.Form == DraftForm.Json ? StructuredDraft.Format : null,
    };

    // The whole first line: "No answer is ever cached." is a sentence.
    private static bool IsRefusal(StringBuilder draft)
    {
        // Enough for the words and what may stand around them.
        Span<char> start = stackalloc char[Math.Min(draft.Length, 64)];
        draft.CopyTo(0, start, start.Length);
        var line = start.TrimStart();
        var end = line.IndexOfAny('\n', '\r');
        if (end >= 0) line = line[..end];
        else if (draft.Length > start.Length) return false;
        return line.Trim().Trim("*\"'.!").Trim().Equals(GroundedPrompt.NoAnswer, StringComparison.OrdinalIgnoreCase);
    }

    private Answer Compose(LanguageGuess asked, DraftCheck checking, bool isRefusal, double likelihood, Retrieved found, UsageDetails? usage)
    {
        if (isRefusal) return Abstain("The model finds no answer in the evidence.", found, usage);
        if (checking.Supported == 0) return Abstain("The model's draft made no statement that its evidence carries.", found, usage) with { Removed = checking.Unsupported() };
        var (text, claims) = checking.Compose(_options.Unsupported);

        // How likely the evidence answers at all, times how much of the draft it carries.
        var confidence = likelihood * checking.Supported / checking.Count;
        if (_options.WrongCost is { } cost && confidence < AnswerOptions.LeastConfidence(cost))
            return Abstain("The answer is less sure than the request wants.", found, usage) with { Removed = checking.Unsupported(), Confidence = confidence };
        return new Answer(text, claims, null, model, usage)
        {
            Confidence = confidence,
            Removed = _options.Unsupported == UnsupportedPolicy.Remove ? checking.Unsupported() : [],
            Languages = LanguageNames.Compare(asked, text),
        };
    }

    private Answer Abstain(string reason, Retrieved found, UsageDetails? usage) =>
        new(string.Empty, [], new Abstention(reason, [.. found.Passages.Take(3)]), model, usage);
}
