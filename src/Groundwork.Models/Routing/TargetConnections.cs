using Groundwork.Models.Providers;

namespace Groundwork.Models.Routing;

/// <summary>Clients of targets over connections of their own.</summary>
internal sealed class TargetConnections(TimeProvider time) : IDisposable
{
    // Inside a route its deadlines alone count.
    private static readonly TimeSpan LongestAttempt = TimeSpan.FromDays(1);

    private readonly List<HttpMessageInvoker> _connections = [];

    /// <summary>Makes what talks to a target; connects to nothing yet.</summary>
    public TargetClients To(ModelTarget target)
    {
        target = target with { Endpoint = target.Endpoint with { FirstTokenTimeout = LongestAttempt, TotalTimeout = LongestAttempt } };
        var http = Connect(target.Endpoint);
        return new TargetClients(
            () => ProviderClients.Chat(target, http, time),
            () => ProviderClients.Embedder(target, http, time),
            () => ProviderClients.Reranker(target, http, time));
    }

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
