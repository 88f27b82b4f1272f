using System.Runtime.CompilerServices;
using System.Text;
using Groundwork.Knowledge.Answering;
using Groundwork.Language;
using Microsoft.Extensions.AI;

namespace Groundwork.Knowledge;

/// <summary>
/// Answers with a model, from numbered evidence. Every sentence of the draft must name evidence that carries it; what does not is left
/// out, and when nothing is left the answer is an abstention.
/// </summary>
/// <param name="retriever">Finds the evidence.</param>
/// <param name="documents">The collection's documents, to check quotes against.</param>
/// <param name="chat">The model.</param>
/// <param name="model">Its name, for the answer.</param>
public sealed class GenerativeAnswerer(IRetriever retriever, DocumentStore documents, IChatClient chat, string model) : IAnswerer
{
    private const int Passages = 8;
    private const int EvidenceTokens = 3000;
    private const int AnswerTokens = 700;

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

        var draft = new StringBuilder();
        UsageDetails? usage = null;
        var options = new ChatOptions { Temperature = 0, MaxOutputTokens = AnswerTokens };
        await foreach (var update in chat.GetStreamingResponseAsync(GroundedPrompt.For(found.Understood ?? question.Text, evidence), options, cancellationToken))
        {
            foreach (var used in update.Contents.OfType<UsageContent>()) usage = used.Details;
            if (update.Text.Length == 0) continue;
            draft.Append(update.Text);
            yield return new AnswerEvent.Drafted(update.Text);
        }

        yield return new AnswerEvent.Completed(await CheckAsync(draft.ToString(), evidence, loaded, found, usage, cancellationToken), found.Commit);
    }

    private async ValueTask<Answer> CheckAsync(string draft, IReadOnlyList<Evidence> evidence, LoadedDocuments loaded, Retrieved found, UsageDetails? usage, CancellationToken cancellationToken)
    {
        if (draft.Trim().StartsWith(GroundedPrompt.NoAnswer, StringComparison.OrdinalIgnoreCase))
            return Abstain("The model finds no answer in the evidence.", found, usage);
        var check = new QuoteCheck(loaded);
        var text = new StringBuilder();
        var claims = new List<Claim>();
        foreach (var claim in CitationReader.Read(draft))
        {
            var support = new List<CitedPassage>();
            foreach (var marker in claim.Markers)
                if (evidence.FirstOrDefault(e => e.Number == marker.Number) is { } named
                    && Locate(claim.Text, marker.Quote, named.Passage) is { } span
                    && await check.CiteAsync(named.Passage, span, cancellationToken) is { } cited
                    && !support.Exists(s => s.Citation == cited.Citation))
                    support.Add(cited);
            if (support.Count == 0) continue;
            if (text.Length > 0) text.Append(claim.StartsParagraph ? '\n' : ' ');
            claims.Add(new Claim(new TextSpan(text.Length, claim.Text.Length), support));
            text.Append(claim.Text);
        }

        return claims.Count == 0
            ? Abstain("The model's draft made no statement that its evidence carries.", found, usage)
            : new Answer(text.ToString(), claims, null, model, usage);
    }

    // A quote must be there. In the passage's own language the claim must also follow from what stands around it; in another one,
    // its numbers at least must stand there.
    private static TextSpan? Locate(string claim, string? quote, Passage passage)
    {
        var guess = LanguageDetector.Detect(claim);
        var isSameLanguage = guess.Language == passage.Language || guess.Confidence < 0.5 || passage.Language == LanguageCode.Undetermined;
        if (quote is null) return isSameLanguage ? ClaimSupport.Find(claim, passage.Chunk.Text, passage.Language) : null;
        if (QuoteFinder.Find(passage.Chunk.Text, quote) is not { } span) return null;
        var around = SentenceSplitter.Split(passage.Chunk.Text, passage.Language).Where(s => s.Overlaps(span)).ToArray();
        var context = around.Length == 0 ? span : TextSpan.FromBounds(Math.Min(around[0].Start, span.Start), Math.Max(around[^1].End, span.End));
        var text = context.Of(passage.Chunk.Text);
        return (isSameLanguage ? ClaimSupport.Carries(text, claim, passage.Language) : ClaimSupport.HasDigitsOf(text, claim)) ? span : null;
    }

    private Answer Abstain(string reason, Retrieved found, UsageDetails? usage) =>
        new(string.Empty, [], new Abstention(reason, [.. found.Passages.Take(3)]), model, usage);
}
