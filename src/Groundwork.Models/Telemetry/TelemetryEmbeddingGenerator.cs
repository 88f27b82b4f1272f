using Microsoft.Extensions.AI;

namespace Groundwork.Models.Telemetry;

/// <summary>Records each call as an activity and as measures. When nobody listens, calls pass straight through.</summary>
internal sealed class TelemetryEmbeddingGenerator(IEmbeddingGenerator<string, Embedding<float>> inner, TelemetryScope scope) : DelegatingEmbeddingGenerator<string, Embedding<float>>(inner)
{
    /// <inheritdoc/>
    public override Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default) =>
        GenAiSignals.AreHeard ? RecordedAsync(values, options, cancellationToken) : InnerGenerator.GenerateAsync(values, options, cancellationToken);

    private async Task<GeneratedEmbeddings<Embedding<float>>> RecordedAsync(IEnumerable<string> values, EmbeddingGenerationOptions? options, CancellationToken cancellationToken)
    {
        using var call = new RecordedCall(scope, "embeddings");
        try
        {
            var embeddings = await InnerGenerator.GenerateAsync(values, options, cancellationToken);
            call.Answered(RouteTrace.Of(embeddings.AdditionalProperties), embeddings.Count > 0 ? embeddings[0].ModelId : null, embeddings.Usage);
            return embeddings;
        }
        catch (Exception thrown)
        {
            call.Failed(thrown);
            throw;
        }
    }
}
