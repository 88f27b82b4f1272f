using Groundwork.Models.Providers;
using Microsoft.Extensions.AI;

namespace Groundwork.Models;

/// <summary>The models that the settings name, ready for use. Owns their connections.</summary>
public sealed class ModelGateway : IDisposable
{
    private readonly List<HttpMessageInvoker> _connections = [];

    /// <summary>Makes the clients; connects to nothing yet.</summary>
    /// <param name="settings">Which models.</param>
    /// <param name="time">Measures timeouts and waits.</param>
    /// <param name="jitterSeed">Seed of what spreads the waits between attempts; different for each process.</param>
    /// <exception cref="ArgumentException">The settings are not valid; the message lists every problem.</exception>
    public ModelGateway(ModelSettings settings, TimeProvider time, int jitterSeed)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.Validate() is { Count: > 0 } problems)
            throw new ArgumentException(string.Join(' ', problems), nameof(settings));
        if (settings.Chat() is { } chat)
            Chat = ProviderClients.Chat(new ModelTarget("chat", ModelProvider.OpenAi, chat), Connect(chat), time);
        if (settings.Embed() is { } embed)
            Embedder = ProviderClients.Embedder(new ModelTarget("embed", ModelProvider.OpenAi, embed), Connect(embed), time);
    }

    /// <summary>The chat model; null if none is set.</summary>
    public IChatClient? Chat { get; }

    /// <summary>The embedding model; null if none is set.</summary>
    public IEmbeddingGenerator<string, Embedding<float>>? Embedder { get; }

    /// <summary>Closes the connections; calls under way end with a failure.</summary>
    public void Dispose()
    {
        foreach (var connection in _connections)
            connection.Dispose();
    }

    private HttpMessageInvoker Connect(ModelEndpoint endpoint)
    {
        var connection = new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            // A proxy for the outside world cannot reach a model on this machine.
            UseProxy = !endpoint.BaseUrl.IsLoopback,
            ConnectTimeout = TimeSpan.FromSeconds(15),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        });
        _connections.Add(connection);
        return connection;
    }
}
