using System.Collections.Concurrent;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Groundwork.TestKit;

namespace Groundwork.Sources.Tests.Web;

/// <summary>
/// A web server on loopback that answers each path as a test says, byte for byte if need be. Every public-looking name and address of
/// <see cref="Access"/> leads here; private ones are dialled only if the code under test lets them through, and that is noted.
/// </summary>
internal sealed class ScriptedSite : IAsyncDisposable
{
    public const string PublicAddress = "93.184.216.34";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopped = new();
    private readonly ConcurrentDictionary<string, Func<SiteRequest, Stream, Task>> _paths = new(StringComparer.Ordinal);
    private readonly Task _accepting;
    private readonly TemporaryDirectory _spool = new();

    public ScriptedSite()
    {
        _listener.Start();
        _accepting = AcceptAsync();
        On("/robots.txt", 404);
    }

    public ManualClock Clock { get; } = new();

    /// <summary>Requests in the order they came: path and headers.</summary>
    public ConcurrentQueue<SiteRequest> Requests { get; } = [];

    /// <summary>Addresses that were dialled.</summary>
    public ConcurrentQueue<string> Dialled { get; } = [];

    /// <summary>What names lead to; all others lead to a public address.</summary>
    public ConcurrentDictionary<string, Func<string>> Names { get; } = new(StringComparer.Ordinal);

    public string SpoolFolder => _spool.Path;

    public CancellationToken Stopped => _stopped.Token;

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public WebAccess Access => new(Clock, _spool.Path)
    {
        ResolveAsync = (name, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse(Names.TryGetValue(name, out var address) ? address() : PublicAddress)]),
        ConnectAsync = async (address, cancellationToken) =>
        {
            Dialled.Enqueue(address.Address.ToString());
            var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, Port, cancellationToken);
            return client.GetStream();
        },
    };

    public static WebOptions Options => new() { Delay = TimeSpan.Zero, MaxBytes = 100_000, MaxPages = 100 };

    public IEnumerable<string> Asked => Requests.Select(r => r.Path).Where(p => p is not "/robots.txt");

    public void On(string path, Func<SiteRequest, Stream, Task> answer) => _paths[path] = answer;

    public void On(string path, int status, string body = "", params string[] headers) => On(path, (_, stream) => SendAsync(stream, status, Encoding.UTF8.GetBytes(body), headers));

    /// <summary>A page with these links.</summary>
    public void Page(string path, string text, params string[] links) =>
        On(path, 200, $"<html><head><title>t</title></head><body><p>{text}</p>{string.Concat(links.Select(l => $"<a href=\"{l}\">x</a>"))}</body></html>", "Content-Type: text/html; charset=utf-8");

    public void Redirect(string path, string to) => On(path, 302, "", $"Location: {to}");

    public static Task SendAsync(Stream stream, int status, byte[] body, params string[] headers) => SendRawAsync(
        stream, $"HTTP/1.1 {status} X\r\nContent-Length: {body.Length}\r\nConnection: close\r\n{string.Concat(headers.Select(h => h + "\r\n"))}\r\n", body);

    public static async Task SendRawAsync(Stream stream, string head, byte[] body)
    {
        await stream.WriteAsync(Encoding.Latin1.GetBytes(head));
        await stream.WriteAsync(body);
    }

    public static byte[] Gzip(Action<Stream> write)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal)) write(gzip);
        return packed.ToArray();
    }

    public async ValueTask DisposeAsync()
    {
        await _stopped.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stopped.Dispose();
        _spool.Dispose();
    }

    private async Task AcceptAsync()
    {
        var open = new List<Task>();
        try
        {
            while (true) open.Add(AnswerAsync(await _listener.AcceptTcpClientAsync(_stopped.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }

        await Task.WhenAll(open);
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await using var stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.Latin1, leaveOpen: true);
                if (await reader.ReadLineAsync(_stopped.Token) is not { } first) return;
                var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
                while (await reader.ReadLineAsync(_stopped.Token) is { Length: > 0 } line) headers[line.Split(':')[0]] = line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
                var request = new SiteRequest(first.Split(' ')[1], headers);
                Requests.Enqueue(request);
                if (_paths.TryGetValue(request.Path, out var answer)) await answer(request, stream);
                else await SendAsync(stream, 404, []);
            }
            catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
            {
            }
        }
    }
}
