using Groundwork.Knowledge.Understanding;

namespace Groundwork.Knowledge;

/// <summary>Puts steps around a retriever: the question is understood before, the passages are put in order after.</summary>
/// <remarks>Safe for concurrent use; what it reads of collections is kept between questions.</remarks>
/// <param name="knowledge">All collections.</param>
/// <param name="time">Clock, for traces and deadlines.</param>
public sealed class RetrievalPipeline(KnowledgeBase knowledge, TimeProvider time)
{
    /// <summary>The steps that gain in the mean where they were measured and on none of those sets lose beyond what chance explains (bench/results, <c>understanding</c>). Follow-ups were measured on one set.</summary>
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
    /// <param name="helpers">What steps may use beside the collection; null for nothing.</param>
    /// <exception cref="ArgumentException">A step lacks its model or endpoint.</exception>
    public IRetriever Around(IRetriever inner, CollectionName name, IEnumerable<RetrievalStep> steps, StepHelpers? helpers = null)
    {
        ArgumentNullException.ThrowIfNull(inner);
        helpers ??= StepHelpers.None;
        var chosen = steps.Distinct().Order().ToArray();
        // A model that condenses falls back on carried words by itself: both would search them twice.
        if (chosen.Contains(RetrievalStep.Condense)) chosen = [.. chosen.Where(s => s != RetrievalStep.FollowUp)];
        foreach (var step in chosen)
        {
            if (NeedsChat(step) && helpers.Chat is null) throw new ArgumentException($"The step {step} needs a chat model, and there is none.", nameof(steps));
            if (NeedsEndpoint(step) && helpers.Endpoint is null) throw new ArgumentException($"The step {step} needs a re-rank endpoint, and there is none.", nameof(steps));
        }

        var words = new CollectionWords(knowledge, name);
        var understanding = chosen.Select(step => Understanding(step, inner, name, words, helpers)).OfType<IUnderstandingStep>().ToArray();
        IRetriever retriever = new UnderstandingRetriever(inner, understanding, time, helpers.Duplicates);
        foreach (var step in chosen)
            retriever = step switch
            {
                RetrievalStep.Features => new RerankingRetriever(retriever, new FeatureReranker(knowledge, name), time),
                RetrievalStep.Endpoint => new RerankingRetriever(retriever, new EndpointReranker(helpers.Endpoint!, time), time),
                RetrievalStep.Listwise => new RerankingRetriever(retriever, new ListwiseReranker(helpers.Chat!, time), time),
                RetrievalStep.Diversity => new DiverseRetriever(retriever, time),
                RetrievalStep.Neighbours => new NeighbourRetriever(retriever, knowledge.Documents(name), time),
                _ => retriever,
            };
        return chosen.Any(step => NeedsChat(step) || NeedsEndpoint(step)) ? new RepeatableRetriever(retriever, time) : retriever;
    }

    private IUnderstandingStep? Understanding(RetrievalStep step, IRetriever inner, CollectionName name, CollectionWords words, StepHelpers helpers) => step switch
    {
        RetrievalStep.FollowUp => new FollowUpStep(words, new FollowUpWeights()),
        RetrievalStep.Condense => new CondenseStep(new ModelCall(helpers.Chat!, time), new FollowUpStep(words, new FollowUpWeights())),
        RetrievalStep.Spelling => new SpellingStep(words),
        RetrievalStep.Acronyms => new AcronymStep(words, knowledge.Acronyms, name),
        RetrievalStep.MultiQuery => OtherQuestionsStep.InOtherWords(new ModelCall(helpers.Chat!, time)),
        RetrievalStep.Decomposition => OtherQuestionsStep.InParts(new ModelCall(helpers.Chat!, time)),
        RetrievalStep.HypotheticalPassage => new HypotheticalStep(new ModelCall(helpers.Chat!, time), words, helpers.Embedder),
        RetrievalStep.Feedback => new FeedbackStep(inner, words),
        _ => null,
    };

    // One question, one patience: also where a step searches again for more passages.
    private sealed class RepeatableRetriever(IRetriever inner, TimeProvider time) : IRetriever
    {
        public ValueTask<Retrieved> RetrieveAsync(Question question, int limit, bool explain, CancellationToken cancellationToken)
        {
            ArgumentNullException.ThrowIfNull(question);
            return inner.RetrieveAsync(question.Repeatable(time), limit, explain, cancellationToken);
        }
    }
}
