using Groundwork.Models.Providers;
using Groundwork.Models.Routing;
using Groundwork.TestKit;
using Microsoft.Extensions.AI;

namespace Groundwork.Models;

/// <summary>A scripted server, a manual clock and clients between them.</summary>
public abstract class ModelTest : IAsyncLifetime
{
    protected const string Key = "sk-test-5ecretKeyOfTheUser42";
    protected const string Prompt = "Where did grandmother Adelheid hide the blue letters?";

    // Only a call that would otherwise wait for ever meets this.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });

    protected ManualClock Clock { get; } = new();

    protected ScriptedModelServer Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await ScriptedModelServer.StartAsync();

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await Server.DisposeAsync();
    }

    protected HttpMessageInvoker Http => _http;

    protected ModelEndpoint Endpoint() => new(Server.Url, "scripted", Key);

    protected IChatClient Chat() => Chat(Endpoint());

    protected IChatClient Chat(ModelEndpoint endpoint, ModelProvider provider = ModelProvider.OpenAi) => ProviderClients.Chat(new ModelTarget("target", provider, endpoint), _http, Clock);

    protected IEmbeddingGenerator<string, Embedding<float>> Embedder(ModelProvider provider = ModelProvider.OpenAi) =>
        ProviderClients.Embedder(new ModelTarget("target", provider, Endpoint()), _http, Clock);

    /// <summary>An embedder that cuts texts into requests, each an attempt of its own.</summary>
    protected IEmbeddingGenerator<string, Embedding<float>> Batches(EmbeddingBatchLimits? limits = null, ModelProvider provider = ModelProvider.OpenAi) => new ModelGateway(
        new GatewaySettings
        {
            Targets = [new ModelTarget("target", provider, Endpoint())],
            Routes = [new ModelRoute("embed", ModelUse.Embed, [new RouteTarget("target")]) { MaxRetries = 0 }],
            EmbeddingBatch = limits ?? new EmbeddingBatchLimits(),
        },
        Clock, 1, redact: null, Attempts,
        target => new TargetClients(static () => throw new NotSupportedException(), () => ProviderClients.Embedder(target, _http, Clock), static () => throw new NotSupportedException())).Embedder("embed", CallContext.Local);

    private protected RecordingMeter Attempts { get; } = new();

    protected static Task<ChatResponse> AskAsync(IChatClient chat, CancellationToken cancellationToken = default) =>
        chat.GetResponseAsync([new ChatMessage(ChatRole.User, Prompt)], null, cancellationToken).WaitAsync(Patience, CancellationToken.None);

    protected static IAsyncEnumerable<ChatResponseUpdate> StreamAsync(IChatClient chat, CancellationToken cancellationToken = default) =>
        chat.GetStreamingResponseAsync([new ChatMessage(ChatRole.User, Prompt)], null, cancellationToken);

    /// <summary>Every update, and the exception that ended the stream, if one did.</summary>
    protected static Task<(List<ChatResponseUpdate> Updates, Exception? End)> CollectAsync(IAsyncEnumerable<ChatResponseUpdate> stream)
    {
        return CollectAllAsync().WaitAsync(Patience);

        async Task<(List<ChatResponseUpdate>, Exception?)> CollectAllAsync()
        {
            var updates = new List<ChatResponseUpdate>();
            try
            {
                await foreach (var update in stream)
                    updates.Add(update);
                return (updates, null);
            }
            catch (Exception end)
            {
                return (updates, end);
            }
        }
    }

    protected static string Text(IEnumerable<ChatResponseUpdate> updates) => string.Concat(updates.Select(static update => update.Text));

    protected static async Task<ModelException> FailureOf(Task call)
    {
        var failure = await Should.ThrowAsync<ModelException>(call.WaitAsync(Patience));
        ShouldBeDiscreet(failure);
        return failure;
    }

    /// <summary>No key and nothing of the prompt anywhere in the exception, its inner ones and its data.</summary>
    protected static void ShouldBeDiscreet(Exception failure)
    {
        var all = failure.ToString();
        all.ShouldNotContain(Key);
        all.ShouldNotContain("5ecret");
        all.ShouldNotContain("Adelheid");
        all.ShouldNotContain("letters?");
    }
}
