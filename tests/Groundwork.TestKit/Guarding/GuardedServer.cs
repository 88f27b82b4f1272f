using System.Diagnostics;
using System.Net.Http.Json;
using System.Text;

namespace Groundwork.TestKit.Guarding;

/// <summary>The guarded program as a server, on a free port of this machine.</summary>
internal sealed class GuardedServer : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly HttpClient _http;

    private GuardedServer(Process process, Uri address)
    {
        _process = process;
        _http = new HttpClient { BaseAddress = address, Timeout = s_patience };
    }

    /// <summary>Where a search is asked for.</summary>
    public Uri Search => new(_http.BaseAddress!, "api/search");

    /// <summary>Starts it; null with what it said when it does not start.</summary>
    public static async Task<(GuardedServer? Server, string Said)> StartAsync(GuardedProgram program, CancellationToken cancellationToken)
    {
        var process = program.Start(null, ["serve", "--urls", "http://127.0.0.1:0"]);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(s_patience);
        var said = new StringBuilder();
        while (await process.StandardError.ReadLineAsync(deadline.Token) is { } line)
        {
            said.AppendLine(line);
            if (line.IndexOf("http://", StringComparison.Ordinal) is not (>= 0 and var at) || !line.Contains("ready at", StringComparison.Ordinal)) continue;
            _ = process.StandardError.ReadToEndAsync(CancellationToken.None);
            _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            return (new GuardedServer(process, new Uri(line[at..].Split(' ')[0])), said.ToString());
        }

        await process.WaitForExitAsync(deadline.Token);
        process.Dispose();
        return (null, said.ToString());
    }

    /// <summary>Asks, so that what a server keeps between questions is kept; what it says is left to the gates.</summary>
    public async Task AskAsync(object search, CancellationToken cancellationToken)
    {
        using var reply = await _http.PostAsJsonAsync(Search, search, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _http.Dispose();
    }
}
