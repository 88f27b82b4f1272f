using Groundwork.Knowledge.Understanding;
using Microsoft.Extensions.AI;

namespace Groundwork.Knowledge;

/// <summary>Puts steps around a retriever: the question is understood before, the passages are put in order after.</summary>
/// <remarks>Safe for concurrent use; what it reads of collections is kept between questions.</remarks>
/// <param name="knowledge">All collections.</param>
/// <param name="time">Clock, for traces and deadlines.</param>
public sealed class RetrievalPipeline(KnowledgeBase knowledge, TimeProvider time) : IDisposable
{
    private readonly AcronymBooks _acronyms = new(knowledge);

    /// <summary>The steps that pay on the sets they were measured on and hurt none of them (bench/results).</summary>
    public static IReadOnlyList<RetrievalStep> Default { get; } = [RetrievalStep.FollowUp, RetrievalStep.Spelling];

    /// <summary>Whether a step asks a chat model.</summary>
    public static bool NeedsChat(RetrievalStep step) =>
        step is RetrievalStep.Condense or RetrievalStep.MultiQuery or RetrievalStep.Decomposition or RetrievalStep.HypotheticalPassage or RetrievalStep.Listwise;

    /// <summary>Whether a step asks a re-rank endpoint.</summary>
    public static bool NeedsEndpoint(RetrievalStep step) => step is RetrievalStep.Endpoint;

    /// <summary>Takes the steps around a retriever of a collection, each once and in the order of <see cref="RetrievalStep"/>.</summary>
    /// <param name="inner">Finds passages.</param>
    /// <param name="name">The collection.</param>
    /// <param name="steps">The steps.</param>
    /// <param name="chat">The model for those that ask one (<see cref="NeedsChat"/>); null for none.</param>
    /// <param name="endpoint">The re-rank endpoint (<see cref="NeedsEndpoint"/>); null for none.</param>
    /// <exception cref="ArgumentException">A step lacks its model or endpoint.</exception>
    public IRetriever Around(IRetriever inner, CollectionName name, IEnumerable<RetrievalStep> steps, IChatClient? chat = null, RerankScores? endpoint = null)
    {
        ArgumentNullException.ThrowIfNull(inner);
        var chosen = steps.Distinct().Order().ToArray();
        // A model that condenses falls back on carried words by itself: both would search them twice.
        if (chosen.Contains(RetrievalStep.Condense)) chosen = [.. chosen.Where(s => s != RetrievalStep.FollowUp)];
        foreach (var step in chosen)
        {
            if (NeedsChat(step) && chat is null) throw new ArgumentException($"The step {step} needs a chat model, and there is none.", nameof(steps));
            if (NeedsEndpoint(step) && endpoint is null) throw new ArgumentException($"The step {step} needs a re-rank endpoint, and there is none.", nameof(steps));
        }

        var words = new CollectionWords(knowledge, name);
        var understanding = chosen.Select(step => Understanding(step, inner, name, words, chat)).OfType<IUnderstandingStep>().ToArray();
        var retriever = understanding.Length == 0 ? inner : new UnderstandingRetriever(inner, understanding, time);
        foreach (var step in chosen)
            retriever = step switch
            {
                RetrievalStep.Features => new RerankingRetriever(retriever, new FeatureReranker(knowledge, name), time),
                RetrievalStep.Endpoint => new RerankingRetriever(retriever, new EndpointReranker(endpoint!), time),
                RetrievalStep.Listwise => new RerankingRetriever(retriever, new ListwiseReranker(chat!, time), time),
                RetrievalStep.Diversity => new DiverseRetriever(retriever, time),
                RetrievalStep.Neighbours => new NeighbourRetriever(retriever, knowledge.Documents(name), time),
                _ => retriever,
            };
        return retriever;
    }

    /// <inheritdoc />
    public void Dispose() => _acronyms.Dispose();

    private IUnderstandingStep? Understanding(RetrievalStep step, IRetriever inner, CollectionName name, CollectionWords words, IChatClient? chat) => step switch
    {
        RetrievalStep.FollowUp => new FollowUpStep(words, new FollowUpWeights()),
        RetrievalStep.Condense => new CondenseStep(new ModelCall(chat!, time), new FollowUpStep(words, new FollowUpWeights())),
        RetrievalStep.Spelling => new SpellingStep(words),
        RetrievalStep.Acronyms => new AcronymStep(_acronyms, name),
        RetrievalStep.MultiQuery => OtherQuestionsStep.InOtherWords(new ModelCall(chat!, time)),
        RetrievalStep.Decomposition => OtherQuestionsStep.InParts(new ModelCall(chat!, time)),
        RetrievalStep.HypotheticalPassage => new HypotheticalStep(new ModelCall(chat!, time), words),
        RetrievalStep.Feedback => new FeedbackStep(inner, words),
        _ => null,
    };
}
