using System.Globalization;
using Groundwork.Models.Context;
using Microsoft.Extensions.AI;

namespace Groundwork.Models.Routing;

/// <summary>One batch of texts on its way to an embedding target.</summary>
/// <param name="texts">The batch.</param>
/// <param name="options">As the caller gave them.</param>
/// <param name="only">Who embedded the batches before: vectors of different models do not belong into one reply.</param>
internal sealed class EmbedCall(IReadOnlyList<string> texts, EmbeddingGenerationOptions? options, TargetState? only) : RoutedCall<GeneratedEmbeddings<Embedding<float>>>
{
    private static readonly EstimatedCounter Unlearned = new();

    public override ModelUse Use => ModelUse.Embed;

    public override long MostInput { get; } = PlainTexts.Most(texts);

    public override long UsualInput => PlainTexts.Count(texts, Unlearned);

    public override TargetState? Only => only;

    public override bool Fits(TargetState state) => PlainTexts.LongestFits(texts, state);

    public override long CountInput(TargetState state, IReadOnlyList<ChatMessage>? sent) => PlainTexts.Count(texts, state.Counter);

    public override async Task<GeneratedEmbeddings<Embedding<float>>> AttemptAsync(Attempt attempt)
    {
        if (!Fits(attempt.State))
            throw PlainTexts.TooLong(texts, attempt.State);
        var sent = options?.Clone() ?? new EmbeddingGenerationOptions();
        sent.ModelId = null;
        sent.AdditionalProperties ??= [];
        sent.AdditionalProperties[ChatCall<ChatResponse>.RequestIdKey] = attempt.Id;
        var embeddings = await attempt.State.Clients.Embedder.GenerateAsync(texts, sent, attempt.Token);
        var reported = attempt.Reported(WithoutOutput(embeddings.Usage));
        attempt.Complete(reported, 0);
        attempt.Dispose();
        if (embeddings.Count != texts.Count)
            throw new ModelException(ModelFailure.Nonsense, isTransient: false, string.Create(CultureInfo.InvariantCulture, $"\"{attempt.State.Target.Name}\" was asked for {texts.Count} vectors and sent {embeddings.Count}. Check that it is an embedding model."));
        return embeddings;
    }

    public override GeneratedEmbeddings<Embedding<float>> Explain(GeneratedEmbeddings<Embedding<float>> answer, RouteTrace trace)
    {
        (answer.AdditionalProperties ??= [])[RouteTrace.Key] = trace;
        return answer;
    }

    /// <summary>Servers report no output for vectors, or none at all.</summary>
    private static UsageDetails? WithoutOutput(UsageDetails? usage) =>
        usage?.InputTokenCount is { } input ? new UsageDetails { InputTokenCount = input, OutputTokenCount = 0 }
        : usage?.TotalTokenCount is { } total ? new UsageDetails { InputTokenCount = total, OutputTokenCount = 0 }
        : null;
}
