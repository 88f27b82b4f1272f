using System.Net;
using Groundwork.Language;
using Groundwork.Sources.Web;

namespace Groundwork.Sources.Git;

/// <summary>A repository on another machine, and its copy here.</summary>
internal sealed class GitRemote(Uri url, GitAccess access, GitOptions options)
{
    private const string Refs = "refs/groundwork";
    private static readonly TimeSpan s_lockPause = TimeSpan.FromMilliseconds(100);

    // Two revisions of one repository share the copy, each under a name of its own.
    private readonly string _listed = $"{Refs}/{ContentHash.OfText(options.Revision).Short(16)}";

    /// <summary>Folder of the copy.</summary>
    public string Copy { get; } = Path.Combine(access.CacheFolder, ContentHash.OfText(url.AbsoluteUri).Short(16) + ".git");

    /// <summary>Brings the copy to a revision: only what is not there yet is sent, without the history before it.</summary>
    /// <returns>What names the commit in the copy.</returns>
    /// <exception cref="SourceException">It cannot be reached, may not be, or has no such revision.</exception>
    public async Task<string> FetchAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Copy);
        await using var held = await LockAsync(cancellationToken);
        if (!Directory.Exists(Path.Combine(Copy, "objects")))
            await new GitProgram(access, access.CacheFolder).RunAsync(new GitCall("make a copy in", options.CallTimeout, "init", "--bare", "--quiet", "--template=", Copy), cancellationToken);
        var fetch = new GitCall("fetch into", options.FetchTimeout, "fetch", "--quiet", "--force", "--no-tags", "--no-write-fetch-head", "--depth=1", "--end-of-options", url.AbsoluteUri, $"{options.Revision}:{_listed}")
        {
            Protocols = url.Scheme,
            Settings = [$"http.curloptResolve={url.Host}:{url.Port}:{await PermittedAsync(cancellationToken)}"],
        };
        RemoveStaleLocks();
        await new GitProgram(access, Copy).RunAsync(fetch, cancellationToken);
        return _listed;
    }

    // One fetch at a time works in the copy; the system lets go of the file when this process dies.
    private async Task<FileStream> LockAsync(CancellationToken cancellationToken)
    {
        var file = Path.Combine(Copy, "groundwork-fetch");
        for (var waited = TimeSpan.Zero; ; waited += s_lockPause)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (waited < options.FetchTimeout && Directory.Exists(Copy))
            {
                await Task.Delay(s_lockPause, access.Time, cancellationToken);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                throw new SourceException(SourceFailure.Unreachable, $"The copy of \"{url}\" in \"{Copy}\" cannot be locked ({failure.Message}). Check that no other program works there, or delete the folder.", failure);
            }
        }
    }

    // A fetch that was killed leaves its locks, and every later one would refuse to start.
    private void RemoveStaleLocks()
    {
        foreach (var folder in (string[])[Copy, Path.Combine(Copy, Refs)])
            if (Directory.Exists(folder))
                foreach (var stale in Directory.EnumerateFiles(folder, "*.lock")) File.Delete(stale);
    }

    // Git asks no name server itself: it is given the address that was checked.
    private async Task<string> PermittedAsync(CancellationToken cancellationToken)
    {
        IPAddress[] addresses;
        try
        {
            addresses = IPAddress.TryParse(url.Host, out var literal) ? [literal] : await access.ResolveAsync(url.Host, cancellationToken);
        }
        catch (System.Net.Sockets.SocketException failure)
        {
            throw new SourceException(SourceFailure.Unreachable, $"The name {url.Host} leads to no address ({failure.Message}). Check its spelling.", failure);
        }

        var permitted = Array.Find(addresses, address => AddressRules.Permits(address, options.AllowPrivate))
            ?? throw new SourceException(
                SourceFailure.Forbidden,
                $"{url.Host} has {(addresses.Length == 0 ? "no address" : $"the address {addresses[0]}, which is not one of the public internet")}. If it is a server of yours, add the source again with --allow-private.");
        return permitted.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? $"[{permitted}]" : permitted.ToString();
    }
}
