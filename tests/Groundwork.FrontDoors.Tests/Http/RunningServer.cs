using System.Net.Http.Json;
using System.Text.Json;
using Groundwork.Models;
using Groundwork.Server;
using Groundwork.TestKit;
using Groundwork.UseCases;

namespace Groundwork.FrontDoors.Tests.Http;

/// <summary>A real server on a free port, with a data directory of its own.</summary>
public sealed class RunningServer : IAsyncDisposable
{
    // Only a server that never starts meets this.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    private RunningServer(TemporaryDirectory folder, Workspace workspace, Task running, Uri url, CancellationTokenSource stop)
    {
        (Folder, Workspace, _running, Url, _stop) = (folder, workspace, running, url, stop);
        Client = new HttpClient { BaseAddress = url, Timeout = Patience };
    }

    public TemporaryDirectory Folder { get; }

    public Workspace Workspace { get; }

    public Uri Url { get; }

    public HttpClient Client { get; }

    public static Task<RunningServer> StartAsync(Uri? chat = null, Uri? embed = null, long? maxDocumentBytes = null) => StartAsync(new TemporaryDirectory(), chat, embed, maxDocumentBytes);

    public static async Task<RunningServer> StartAsync(TemporaryDirectory folder, Uri? chat = null, Uri? embed = null, long? maxDocumentBytes = null)
    {
        var models = new ModelSettings();
        if (chat is not null) models = models with { ChatUrl = $"{chat}v1", ChatModel = "scripted" };
        if (embed is not null) models = models with { EmbedUrl = $"{embed}v1", EmbedModel = "hashing" };
        var settings = new Settings(folder.File("data")) { Models = models };
        if (maxDocumentBytes is { } bytes) settings = settings with { MaxDocumentBytes = bytes };
        var workspace = await Workspace.OpenAsync(settings, TimeProvider.System, CancellationToken.None);
        var listening = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var stop = new CancellationTokenSource();
        var running = GroundworkServer.RunAsync(workspace, new ServerOptions(["http://127.0.0.1:0"]), url => { listening.SetResult(new Uri(url)); return Task.CompletedTask; }, stop.Token);
        await Task.WhenAny(listening.Task, running).WaitAsync(Patience);
        if (running.IsCompleted) await running;
        return new RunningServer(folder, workspace, running, await listening.Task, stop);
    }

    /// <summary>Ingests texts as files of a folder, and waits.</summary>
    public async Task<JsonElement> IngestAsync(string collection, params (string Name, string Text)[] files)
    {
        foreach (var (name, text) in files) Folder.Write($"{collection}-files/{name}", text);
        return await PostAsync("/api/ingest", new { paths = new[] { Folder.File($"{collection}-files") }, collection });
    }

    public Task<JsonElement> GetAsync(string path) => Client.GetFromJsonAsync<JsonElement>(path);

    /// <summary>The reply of a request that succeeds.</summary>
    public async Task<JsonElement> PostAsync(string path, object body)
    {
        using var reply = await Client.PostAsJsonAsync(path, body);
        var json = await reply.Content.ReadFromJsonAsync<JsonElement>();
        reply.IsSuccessStatusCode.ShouldBeTrue(json.ToString());
        return json;
    }

    /// <summary>Uploads files of these names and contents.</summary>
    public Task<HttpResponseMessage> UploadAsync(string collection, params (string Name, byte[] Content)[] files)
    {
        // Browsers send names as UTF-8.
        var form = new MultipartFormDataContent { HeaderEncodingSelector = (_, _) => System.Text.Encoding.UTF8 };
        foreach (var (name, content) in files)
        {
            var part = new ByteArrayContent(content);
            // The client's own header would encode the name; browsers send it raw.
            part.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"files\"; filename=\"{name}\"");
            form.Add(part);
        }

        return Client.PostAsync($"/api/upload?collection={Uri.EscapeDataString(collection)}", form);
    }

    /// <summary>Waits for the end of a job by listening to it.</summary>
    public async Task<JsonElement> EndOfJobAsync(string job)
    {
        await Client.GetStringAsync($"/api/jobs/{job}/events");
        return await GetAsync($"/api/jobs/{job}");
    }

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _running.WaitAsync(Patience);
        await Workspace.DisposeAsync();
        Client.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_stop.IsCancellationRequested) await StopAsync();
        _stop.Dispose();
        Folder.Dispose();
    }
}
