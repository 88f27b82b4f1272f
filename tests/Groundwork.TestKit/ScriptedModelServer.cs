using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Groundwork.TestKit;

/// <summary>
/// A model server on 127.0.0.1 that does what a test tells it. It speaks the chat wires of <see cref="ModelWire"/>, the embeddings of OpenAI,
/// Azure, Ollama, Gemini and Cohere, re-ranking, and <c>/v1/models</c>. It is a real server, so another process can be pointed at its <see cref="Url"/>.
/// </summary>
/// <remarks>
/// Chat requests take the scripts of <see cref="Enqueue"/> in order, then ask <see cref="Respond"/>; with neither they are answered 400, so
/// that a forgotten script is loud. Embedding requests take those of <see cref="EnqueueEmbeddings"/>, then are served by <see cref="Embedder"/>.
/// </remarks>
public sealed class ScriptedModelServer : IAsyncDisposable
{
    // Only a test that would otherwise hang for ever meets this.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly WebApplication _app;
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentQueue<ModelScript> _chat = new();
    private readonly ConcurrentQueue<ModelScript> _embeddings = new();
    private readonly Lock _lock = new();
    private readonly ConcurrentQueue<ModelScript> _reranks = new();
    private readonly List<ModelRequest> _requests = [];
    private readonly List<InvoiceLine> _invoice = [];
    private readonly List<IAsyncDisposable> _others = [];
    private readonly List<(int Count, TaskCompletionSource Reached)> _watches = [];

    private ScriptedModelServer(WebApplication app, HashingEmbedder embedder)
    {
        _app = app;
        Embedder = embedder;
    }

    /// <summary>Address of the server, such as http://127.0.0.1:40123/.</summary>
    public Uri Url { get; private set; } = new("http://127.0.0.1/");

    /// <summary>Serves embedding requests that have no script.</summary>
    public HashingEmbedder Embedder { get; }

    /// <summary>What to do with a chat request once the queue is empty; null, or a null answer, for nothing.</summary>
    public Func<ModelRequest, ModelScript?>? Respond { get; set; }

    /// <summary>What to do with an embedding request that has no script; null, or a null answer, to serve it.</summary>
    public Func<ModelRequest, ModelScript?>? RespondToEmbeddings { get; set; }

    /// <summary>Every request so far, in order of arrival.</summary>
    public IReadOnlyList<ModelRequest> Requests
    {
        get
        {
            lock (_lock)
                return [.. _requests];
        }
    }

    /// <summary>What the server would bill, in order of arrival: for each request the tokens it read and really made. A request that was refused, or whose answer never began, costs nothing.</summary>
    public IReadOnlyList<InvoiceLine> Invoice
    {
        get
        {
            lock (_lock)
                return [.. _invoice];
        }
    }

    /// <summary>Starts a server on a free port.</summary>
    public static async Task<ScriptedModelServer> StartAsync(HashingEmbedder? embedder = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(static options => options.Limits.MaxRequestBodySize = 256L << 20);
        builder.Services.Configure<HostOptions>(static options => options.ShutdownTimeout = TimeSpan.FromSeconds(1));
        var app = builder.Build();
        var server = new ScriptedModelServer(app, embedder ?? new HashingEmbedder());
        app.Run(server.ServeAsync);
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        server.Url = new Uri(address);
        return server;
    }

    /// <summary>Scripts for the next chat requests, in order.</summary>
    public void Enqueue(params ModelScript[] scripts)
    {
        foreach (var script in scripts)
            _chat.Enqueue(script);
    }

    /// <summary>Scripts for the next embedding requests, in order.</summary>
    public void EnqueueEmbeddings(params ModelScript[] scripts)
    {
        foreach (var script in scripts)
            _embeddings.Enqueue(script);
    }

    /// <summary>Scripts for the next re-ranking requests, in order.</summary>
    public void EnqueueReranks(params ModelScript[] scripts)
    {
        foreach (var script in scripts)
            _reranks.Enqueue(script);
    }

    /// <summary>Where a misbehaviour happens: for most this server, for some a port that is closed or speaks something else.</summary>
    public Uri AddressFor(Misbehaviour how)
    {
        switch (how.Name)
        {
            case BrokenConnections.Refused:
                using (var closed = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0))
                {
                    closed.Start();
                    return new Uri($"http://127.0.0.1:{((System.Net.IPEndPoint)closed.LocalEndpoint).Port}/");
                }

            case BrokenConnections.Tls:
                return new UriBuilder(Url) { Scheme = "https" }.Uri;
            case BrokenConnections.NotHttp:
                return Raw("220 smtp.example.org ESMTP\r\n\r\n");
            case BrokenConnections.GarbledChunks:
                return Raw("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nnot a chunk\r\n");
            default:
                return Url;
        }
    }

    /// <summary>Completes once this many requests have arrived in all.</summary>
    public Task RequestsArrivedAsync(int count)
    {
        lock (_lock)
        {
            if (_requests.Count >= count)
                return Task.CompletedTask;
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _watches.Add((count, reached));
            return reached.Task.WaitAsync(Patience);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        foreach (var other in _others)
            await other.DisposeAsync();
        await _app.DisposeAsync();
        _stopping.Dispose();
    }

    private Uri Raw(string says)
    {
        var server = new RawServer(System.Text.Encoding.ASCII.GetBytes(says));
        _others.Add(server);
        return server.Url;
    }

    private async Task ServeAsync(HttpContext context)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _stopping.Token);
        try
        {
            var request = await RecordAsync(context);
            var path = context.Request.Path.Value ?? "";
            if (WireDialect.Of(path) is { } dialect)
                await ScriptedReply.ChatAsync(new ScriptedTurn(context, request, dialect, BillFor(request), ended.Token), NextChat(request));
            else if (ScriptedEmbeddings.Serves(path))
                await EmbedAsync(context, request, path, ended.Token);
            else if (path is "/v1/rerank" or "/v2/rerank" or "/rerank")
                await RerankAsync(context, request, path, ended.Token);
            else if (path is "/v1/models")
                await context.Response.WriteAsJsonAsync(new { @object = "list", data = new[] { new { id = "scripted", @object = "model" }, new { id = Embedder.Name, @object = "model" } } }, ended.Token);
            else
                await ScriptedReply.SendAsync(context, ModelScript.Status(404, """{"error":{"message":"Nothing is served at this path."}}"""), ended.Token);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            context.Abort();
        }
    }

    private async Task<ModelRequest> RecordAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        var headers = context.Request.Headers.ToDictionary(static header => header.Key, static header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        var aborted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        context.RequestAborted.Register(aborted.SetResult);
        var request = new ModelRequest(context.Request.Method, context.Request.Path + context.Request.QueryString, headers, body, aborted.Task);
        lock (_lock)
        {
            _requests.Add(request);
            foreach (var (_, reached) in _watches.Where(watch => watch.Count == _requests.Count))
                reached.SetResult();
        }

        return request;
    }

    private ModelScript NextChat(ModelRequest request) =>
        (_chat.TryDequeue(out var next) ? next : Respond?.Invoke(request)) ?? ModelScript.Status(400, """{"error":{"message":"The test has no script for this request."}}""");

    private Task EmbedAsync(HttpContext context, ModelRequest request, string path, CancellationToken ended)
    {
        if ((_embeddings.TryDequeue(out var next) ? next : RespondToEmbeddings?.Invoke(request)) is { } scripted)
            return ScriptedReply.SendAsync(context, scripted, ended);
        var reply = ScriptedEmbeddings.Reply(path, request, Embedder);
        BillFor(request, reply.InputTokens).Begin();
        return context.Response.WriteAsJsonAsync(reply.Body, ended);
    }

    private Task RerankAsync(HttpContext context, ModelRequest request, string path, CancellationToken ended)
    {
        if (_reranks.TryDequeue(out var scripted))
            return ScriptedReply.SendAsync(context, scripted, ended);
        BillFor(request).Begin();
        return context.Response.WriteAsJsonAsync(ScriptedReranks.Reply(path, request), ended);
    }

    private InvoiceLine BillFor(ModelRequest request, long? inputTokens = null)
    {
        var line = new InvoiceLine(request.Headers.GetValueOrDefault("X-Client-Request-Id", ""), request.Path, inputTokens ?? request.InputTokens);
        lock (_lock)
            _invoice.Add(line);
        return line;
    }
}
