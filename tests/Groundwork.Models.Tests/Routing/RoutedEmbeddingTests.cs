using Groundwork.TestKit;
using Microsoft.Extensions.AI;

namespace Groundwork.Models.Routing;

public sealed class RoutedEmbeddingTests
{
    private readonly RecordingMeter _meter = new();
    private readonly ManualClock _clock = new();
    private readonly Dictionary<string, FakeEmbedder> _embedders = new(StringComparer.Ordinal) { ["a"] = new(), ["b"] = new() };

    private ModelGateway Gateway() => new(
        new GatewaySettings
        {
            Targets = [.. _embedders.Keys.Select(static name => new ModelTarget(name, ModelProvider.OpenAi, new ModelEndpoint(new Uri("http://127.0.0.1:9"), "m", null)) { ContextTokens = 1000, MaxOutputTokens = 1 })],
            Routes = [new ModelRoute("embed", ModelUse.Embed, [new("a"), new("b")]) { MaxRetries = 0 }],
            EmbeddingBatch = new EmbeddingBatchLimits { MaxTexts = 2 },
        },
        _clock, 1, redact: null, _meter, target => new TargetClients(static () => throw new NotSupportedException(), () => _embedders[target.Name], static () => throw new NotSupportedException()));

    [Fact]
    public async Task Each_batch_is_an_attempt_of_its_own_and_settled_once()
    {
        using var gateway = Gateway();

        var embeddings = await gateway.Embedder("embed", CallContext.Local).GenerateAsync(["one", "two", "three"]);

        embeddings.Count.ShouldBe(3);
        embeddings.Usage!.InputTokenCount.ShouldBe(3);
        RouteTrace.Of(embeddings.AdditionalProperties)!.Target.ShouldBe("a");
        _meter.All.Select(static one => one.Settlement!.Usage).ShouldBe([new TokenUsage(2, 0), new TokenUsage(1, 0)]);
        _meter.All.ShouldAllBe(static one => one.Settled == 1 && one.IsDisposed && one.Attempt.Use == ModelUse.Embed);
    }

    [Fact]
    public async Task Whoever_embeds_the_first_batch_embeds_them_all()
    {
        _embedders["a"].FailsFrom = 1;
        using var gateway = Gateway();
        var embedder = gateway.Embedder("embed", CallContext.Local);

        await Should.ThrowAsync<ModelException>(embedder.GenerateAsync(["one", "two", "three"]));
        _embedders["b"].Asked.ShouldBe(0);

        RouteTrace.Of((await embedder.GenerateAsync(["one", "two", "three"])).AdditionalProperties)!.Target.ShouldBe("b");
    }

    [Fact]
    public async Task A_text_that_no_model_holds_is_refused_before_it_is_sent()
    {
        using var gateway = Gateway();

        (await Should.ThrowAsync<ModelException>(gateway.Embedder("embed", CallContext.Local).GenerateAsync(["short", string.Join(' ', Enumerable.Repeat("word", 5000))])))
            .Kind.ShouldBe(ModelFailure.TooLong);
        _embedders["a"].Asked.ShouldBe(0);
        _meter.All.ShouldAllBe(static one => one.Settled == 0 && one.IsDisposed);
    }

    private sealed class FakeEmbedder : IEmbeddingGenerator<string, Embedding<float>>
    {
        public int Asked { get; private set; }

        public int FailsFrom { get; set; } = int.MaxValue;

        public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
        {
            if (Asked++ >= FailsFrom)
                throw FakeChat.Fault();
            var texts = values.ToList();
            return Task.FromResult(new GeneratedEmbeddings<Embedding<float>>(texts.Select(static _ => new Embedding<float>(new float[] { 1, 0 }))) { Usage = new UsageDetails { InputTokenCount = texts.Count } });
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
