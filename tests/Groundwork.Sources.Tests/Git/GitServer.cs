using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Text;

namespace Groundwork.Sources.Tests.Git;

/// <summary>Serves one repository over the smart protocol, on loopback.</summary>
internal sealed class GitServer : IAsyncDisposable
{
    private readonly string _folder;
    private readonly HttpListener _listener = new();
    private readonly Task _serving;

    public GitServer(string folder)
    {
        _folder = folder;
        using (var probe = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Port = ((IPEndPoint)probe.LocalEndpoint).Port;
        }

        _listener.Prefixes.Add(FormattableString.Invariant($"http://localhost:{Port}/"));
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port { get; }

    /// <summary>Bytes sent in packs.</summary>
    public long Sent { get; private set; }

    public string? RedirectTo { get; set; }

    public string Url => FormattableString.Invariant($"http://localhost:{Port}/repo.git");

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
        _listener.Close();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true) await AnswerAsync(await _listener.GetContextAsync());
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
        {
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        using var response = context.Response;
        if (RedirectTo is not null)
        {
            response.Redirect(RedirectTo);
            return;
        }

        var isAdvertisement = context.Request.Url!.AbsolutePath.EndsWith("/info/refs", StringComparison.Ordinal);
        var start = new ProcessStartInfo("git") { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var argument in new[] { "-c", "safe.directory=*", "-c", "uploadpack.allowAnySHA1InWant=true", "upload-pack", "--stateless-rpc" }) start.ArgumentList.Add(argument);
        if (isAdvertisement) start.ArgumentList.Add("--advertise-refs");
        start.ArgumentList.Add(_folder);
        if (context.Request.Headers["Git-Protocol"] is { } protocol) start.Environment["GIT_PROTOCOL"] = protocol;
        using var git = Process.Start(start)!;
        if (!isAdvertisement)
        {
            var body = context.Request.Headers["Content-Encoding"] is "gzip" ? new GZipStream(context.Request.InputStream, CompressionMode.Decompress) : context.Request.InputStream;
            await body.CopyToAsync(git.StandardInput.BaseStream);
        }

        git.StandardInput.Close();
        using var output = new MemoryStream();
        await git.StandardOutput.BaseStream.CopyToAsync(output);
        await git.WaitForExitAsync();
        response.ContentType = isAdvertisement ? "application/x-git-upload-pack-advertisement" : "application/x-git-upload-pack-result";
        if (isAdvertisement) await response.OutputStream.WriteAsync(Encoding.ASCII.GetBytes("001e# service=git-upload-pack\n0000"));
        else Sent += output.Length;
        await response.OutputStream.WriteAsync(output.ToArray());
    }
}
