using Groundwork.TestKit;
using Microsoft.Extensions.AI;

namespace Groundwork.Models.Routing;

/// <summary>A gateway over scripted targets "a", "b" and "c", with a clock that is moved by hand.</summary>
public abstract class RoutingTest
{
    // Only a call that would otherwise wait for ever meets this.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private protected ManualClock Clock { get; } = new();

    private protected RecordingMeter Meter { get; } = new();

    private protected Dictionary<string, FakeChat> Chats { get; } = new(StringComparer.Ordinal) { ["a"] = new(), ["b"] = new(), ["c"] = new() };

    private protected static ModelTarget Target(string name) => new(name, ModelProvider.OpenAi, new ModelEndpoint(new Uri("http://127.0.0.1:9/v1"), $"model-{name}", null));

    private protected static ModelRoute Route(params string[] targets) => new("main", ModelUse.Chat, [.. targets.Select(target => new RouteTarget(target))]) { MaxRetries = 0 };

    private protected ModelGateway Gateway(ModelRoute route, params ModelTarget[] targets) => new(
        new GatewaySettings
        {
            Targets = targets.Length > 0 ? targets : [Target("a"), Target("b"), Target("c")],
            Routes = [route],
        },
        Clock, 11, redact: null, Meter,
        target => new TargetClients(() => Chats[target.Name], static () => throw new NotSupportedException(), static () => throw new NotSupportedException()));

    private protected static CallContext From(string key) => new(Caller.Local with { Key = key });

    private protected static Task<ChatResponse> AskAsync(ModelGateway gateway, ChatOptions? options = null, CancellationToken cancellationToken = default, string key = "local") =>
        Soon(gateway.Chat("main", From(key)).GetResponseAsync([new ChatMessage(ChatRole.User, "Is it so?")], options, cancellationToken));

    private protected static IAsyncEnumerable<ChatResponseUpdate> Stream(ModelGateway gateway, CancellationToken cancellationToken = default) =>
        gateway.Chat("main", CallContext.Local).GetStreamingResponseAsync([new ChatMessage(ChatRole.User, "Is it so?")], null, cancellationToken);

    private protected static Task<List<ChatResponseUpdate>> ReadAsync(IAsyncEnumerable<ChatResponseUpdate> stream)
    {
        return Soon(AllAsync());

        async Task<List<ChatResponseUpdate>> AllAsync()
        {
            var all = new List<ChatResponseUpdate>();
            await foreach (var update in stream)
                all.Add(update);
            return all;
        }
    }

    private protected static Task<T> Soon<T>(Task<T> task) => task.WaitAsync(Patience);

    private protected static RouteTrace TraceOf(ChatResponse response) => RouteTrace.Of(response.AdditionalProperties).ShouldNotBeNull();

    /// <summary>Every reservation was settled once and let go, but for those of requests that were never sent, which went back unsettled.</summary>
    private protected void EverythingShouldBeSettledOnce(int neverSent = 0)
    {
        var all = Meter.All;
        all.ShouldAllBe(static one => one.Settled <= 1 && one.IsDisposed);
        all.Count(static one => one.Settled == 0).ShouldBe(neverSent);
    }
}
