using System.Collections.Concurrent;
using System.Text.Json;
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
/// An OpenAI-compatible model server on 127.0.0.1 that does what a test tells it: <c>/v1/chat/completions</c>, <c>/v1/embeddings</c> and
/// <c>/v1/models</c>. It is a real server, so another process can be pointed at its <see cref="Url"/>.
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
    private readonly List<ModelRequest> _requests = [];
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
        await _app.DisposeAsync();
        _stopping.Dispose();
    }

    private async Task ServeAsync(HttpContext context)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _stopping.Token);
        try
        {
            var request = await RecordAsync(context);
            switch (context.Request.Path.Value)
            {
                case "/v1/chat/completions":
                    var script = _chat.TryDequeue(out var next) ? next : Respond?.Invoke(request);
                    await ScriptedReply.SendAsync(context, request, script ?? ModelScript.Status(400, """{"error":{"message":"The test has no script for this request."}}"""), ended.Token);
                    break;
                case "/v1/embeddings" when _embeddings.TryDequeue(out var scripted):
                    await ScriptedReply.SendAsync(context, request, scripted, ended.Token);
                    break;
                case "/v1/embeddings" when RespondToEmbeddings?.Invoke(request) is { } chosen:
                    await ScriptedReply.SendAsync(context, request, chosen, ended.Token);
                    break;
                case "/v1/embeddings":
                    await context.Response.WriteAsJsonAsync(EmbeddingsOf(request), ended.Token);
                    break;
                case "/v1/models":
                    await context.Response.WriteAsJsonAsync(new { @object = "list", data = new[] { new { id = "scripted", @object = "model" }, new { id = Embedder.Name, @object = "model" } } }, ended.Token);
                    break;
                default:
                    await ScriptedReply.SendAsync(context, request, ModelScript.Status(404, """{"error":{"message":"Nothing is served at this path."}}"""), ended.Token);
                    break;
            }
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

    private object EmbeddingsOf(ModelRequest request)
    {
        var asBase64 = request.Json.TryGetProperty("encoding_format", out var format) && format.ValueEquals("base64");
        return new
        {
            @object = "list",
            model = request.Model,
            data = request.Inputs.Select((text, index) => new { @object = "embedding", index, embedding = Vector(text, asBase64) }),
            usage = new { prompt_tokens = request.Inputs.Sum(ScriptedReply.CountTokens), total_tokens = request.Inputs.Sum(ScriptedReply.CountTokens) },
        };
    }

    private object Vector(string text, bool asBase64)
    {
        var vector = Embedder.Embed(text);
        return asBase64 ? Convert.ToBase64String(System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(vector)) : vector;
    }
}
