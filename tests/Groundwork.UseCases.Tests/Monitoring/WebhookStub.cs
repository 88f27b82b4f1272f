using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Groundwork.UseCases.Tests.Monitoring;

/// <summary>Takes what is posted to it.</summary>
internal sealed class WebhookStub : IDisposable
{
    private readonly HttpListener _listener = new();

    public WebhookStub()
    {
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Url = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/hook/secret"));
        }

        _listener.Prefixes.Add(Url.GetLeftPart(UriPartial.Authority) + "/");
        _listener.Start();
        _ = ServeAsync();
    }

    public Uri Url { get; }

    /// <summary>What the next requests are answered with; 200 when empty.</summary>
    public ConcurrentQueue<int> Statuses { get; } = new();

    public ConcurrentQueue<JsonElement> Received { get; } = new();

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception problem) when (problem is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
            var body = JsonSerializer.Deserialize<JsonElement>(await reader.ReadToEndAsync());
            context.Response.StatusCode = Statuses.TryDequeue(out var status) ? status : 200;
            if (context.Response.StatusCode == 200) Received.Enqueue(body);
            context.Response.Close();
        }
    }
}
