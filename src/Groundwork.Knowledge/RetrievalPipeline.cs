using Groundwork.Knowledge.Understanding;
using Microsoft.Extensions.AI;

namespace Groundwork.Knowledge;

/// <summary>Puts steps around a retriever: the question is understood before, the passages are put in order after.</summary>
/// <remarks>Safe for concurrent use; what it reads of collections is kept between questions.</remarks>
/// <param name="knowledge">All collections.</param>
/// <param name="time">Clock, for traces and deadlines.</param>
/// <param name="chat">The model for the steps that need one; null for none.</param>
/// <param name="endpoint">The re-rank endpoint; null for none.</param>
public sealed class RetrievalPipeline(KnowledgeBase knowledge, TimeProvider time, IChatClient? chat = null, RerankScores? endpoint = null) : IDisposable
{
    private readonly AcronymBooks _acronyms = new(knowledge);

    /// <summary>The steps that pay on the sets they were measured on and hurt none of them (bench/results).</summary>
    public static IReadOnlyList<RetrievalStep> Default { get; } = [RetrievalStep.FollowUp, RetrievalStep.Spelling];

    /// <summary>Why a step cannot be taken here; null where it can.</summary>
    public string? Lacks(RetrievalStep step) => step switch
    {
        RetrievalStep.Condense or RetrievalStep.MultiQuery or RetrievalStep.Decomposition or RetrievalStep.HypotheticalPassage or RetrievalStep.Listwise when chat is null => "a chat model",
        RetrievalStep.Endpoint when endpoint is null => "a re-rank endpoint",
        _ => null,
    };

    /// <summary>Takes the steps around a retriever of a collection, each once and in the order of <see cref="RetrievalStep"/>.</summary>
    /// <exception cref="ArgumentException">A step lacks something (<see cref="Lacks"/>).</exception>
    public IRetriever Around(IRetriever inner, CollectionName name, IEnumerable<RetrievalStep> steps)
    {
        ArgumentNullException.ThrowIfNull(inner);
        var chosen = steps.Distinct().Order().ToArray();
        // A model that condenses falls back on carried words by itself: both would search them twice.
        if (chosen.Contains(RetrievalStep.Condense)) chosen = [.. chosen.Where(s => s != RetrievalStep.FollowUp)];
        foreach (var step in chosen)
            if (Lacks(step) is { } lacking) throw new ArgumentException($"The step {step} needs {lacking}, and there is none.", nameof(steps));
        var words = new CollectionWords(knowledge, name);
        var understanding = chosen.Select(step => Understanding(step, inner, name, words)).OfType<IUnderstandingStep>().ToArray();
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

    private IUnderstandingStep? Understanding(RetrievalStep step, IRetriever inner, CollectionName name, CollectionWords words) => step switch
    {
        RetrievalStep.FollowUp => new FollowUpStep(words, new FollowUpWeights()),
        RetrievalStep.Condense => new CondenseStep(Model(), new FollowUpStep(words, new FollowUpWeights())),
        RetrievalStep.Spelling => new SpellingStep(words),
        RetrievalStep.Acronyms => new AcronymStep(_acronyms, name),
        RetrievalStep.MultiQuery => OtherQuestionsStep.InOtherWords(Model()),
        RetrievalStep.Decomposition => OtherQuestionsStep.InParts(Model()),
        RetrievalStep.HypotheticalPassage => new HypotheticalStep(Model(), words),
        RetrievalStep.Feedback => new FeedbackStep(inner, words),
        _ => null,
    };

    private ModelCall Model() => new(chat!, time);
}
