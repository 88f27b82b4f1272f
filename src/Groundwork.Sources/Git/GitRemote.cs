using System.Net;
using Groundwork.Language;
using Groundwork.Sources.Web;

namespace Groundwork.Sources.Git;

/// <summary>A repository on another machine, and its copy here.</summary>
internal sealed class GitRemote(Uri url, GitAccess access, GitOptions options)
{
    private const string Listed = "refs/groundwork/listed";

    /// <summary>Folder of the copy.</summary>
    public string Copy { get; } = Path.Combine(access.CacheFolder, ContentHash.OfText(url.AbsoluteUri).Short(16) + ".git");

    /// <summary>Brings the copy to a revision: only what is not there yet is sent, without the history before it.</summary>
    /// <returns>What names the commit in the copy.</returns>
    /// <exception cref="SourceException">It cannot be reached, may not be, or has no such revision.</exception>
    public async Task<string> FetchAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(access.CacheFolder);
        if (!Directory.Exists(Path.Combine(Copy, "objects")))
            await new GitProgram(access, access.CacheFolder).RunAsync(new GitCall("make a copy in", options.CallTimeout, "init", "--bare", "--quiet", "--template=", Copy), cancellationToken);
        var fetch = new GitCall("fetch into", options.FetchTimeout, "fetch", "--quiet", "--force", "--no-tags", "--no-write-fetch-head", "--depth=1", "--end-of-options", url.AbsoluteUri, $"{options.Revision}:{Listed}")
        {
            Protocols = url.Scheme,
            Settings = [$"http.curloptResolve={url.Host}:{url.Port}:{await PermittedAsync(cancellationToken)}"],
        };
        await new GitProgram(access, Copy).RunAsync(fetch, cancellationToken);
        return Listed;
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
