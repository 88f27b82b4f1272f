using System.Diagnostics;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Groundwork.Torture;

/// <summary>A running server of the program under torture, on a free loopback port.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartDeadline = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly HttpClient _http;

    private ServerProcess(Process process, Uri address)
    {
        _process = process;
        _http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(2) };
    }

    public static async Task<ServerProcess> StartAsync(string cli, string data)
    {
        var start = new ProcessStartInfo("dotnet", [cli, "serve", "--urls", "http://127.0.0.1:0"])
        {
            UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("GROUNDWORK_", StringComparison.Ordinal)).ToArray()) start.Environment.Remove(name);
        start.Environment["GROUNDWORK_DATA"] = data;
        var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        process.StandardInput.Close();
        using var deadline = new CancellationTokenSource(StartDeadline);
        var said = new StringBuilder();
        while (await process.StandardError.ReadLineAsync(deadline.Token) is { } line)
        {
            said.AppendLine(line);
            if (line.IndexOf("http://", StringComparison.Ordinal) is not (>= 0 and var at) || !line.Contains("ready at", StringComparison.Ordinal)) continue;
            _ = process.StandardError.ReadToEndAsync(CancellationToken.None);
            _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            return new ServerProcess(process, new Uri(line[at..].Split(' ')[0]));
        }

        throw new TortureException($"The server did not start: {said}");
    }

    /// <summary>Asks for JSON; an error is the torture's.</summary>
    public async Task<JsonElement> GetAsync(string path) => await ReadAsync(await _http.GetAsync(new Uri(path, UriKind.Relative)), path);

    public async Task<JsonElement> PostAsync(string path, object body) => await ReadAsync(await _http.PostAsJsonAsync(path, body), path);

    public Task<JsonElement> SearchAsync(string words, int limit) => PostAsync("api/search", new { query = words, limit });

    /// <summary>SIGKILL.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _http.Dispose();
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage reply, string path)
    {
        using (reply)
        {
            var body = await reply.Content.ReadAsStringAsync();
            return reply.IsSuccessStatusCode ? JsonSerializer.Deserialize<JsonElement>(body) : throw new TortureException($"{path}: {(int)reply.StatusCode} {(body.Length > 400 ? body[..400] : body)}");
        }
    }
}
