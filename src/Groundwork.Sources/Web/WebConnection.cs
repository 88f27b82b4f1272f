using System.Net;
using System.Net.Sockets;

namespace Groundwork.Sources.Web;

/// <summary>The only place where a web source's connections are made.</summary>
internal static class WebConnection
{
    private const int MaxHeaderKilobytes = 64;

    /// <summary>A client without redirects, cookies, proxies or credentials, whose every connection goes to a permitted address. The caller disposes it.</summary>
    /// <param name="access">Resolver and dialler.</param>
    /// <param name="options">Limits.</param>
    /// <param name="namedHosts">Hosts that a person named: only these may be private, when that is allowed.</param>
    /// <remarks>A proxy would connect in our place and so is not used: its address would be checked instead of the page's.</remarks>
    public static HttpMessageInvoker Open(WebAccess access, WebOptions options, IReadOnlySet<string> namedHosts)
    {
        var handler = new SocketsHttpHandler
        {
            ActivityHeadersPropagator = null,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectCallback = (context, cancellationToken) => ConnectAsync(access, options, namedHosts, context.DnsEndPoint, cancellationToken),
            ConnectTimeout = Timeout.InfiniteTimeSpan,
            Credentials = null,
            MaxConnectionsPerServer = 1,
            MaxResponseDrainSize = 0,
            MaxResponseHeadersLength = MaxHeaderKilobytes,
            UseCookies = false,
            UseProxy = false,
        };
        return new HttpMessageInvoker(handler, disposeHandler: true);
    }

    private static async ValueTask<Stream> ConnectAsync(WebAccess access, WebOptions options, IReadOnlySet<string> namedHosts, DnsEndPoint host, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(options.ConnectTimeout, access.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var mayBePrivate = options.AllowPrivate && namedHosts.Contains(host.Host);
            return await DialAsync(access, await PermittedAsync(access, host, mayBePrivate, either.Token), host, either.Token);
        }
        catch (OperationCanceledException failure) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new SourceException(SourceFailure.TimedOut, FormattableString.Invariant($"There was no connection to {host.Host}:{host.Port} within {options.ConnectTimeout.TotalSeconds} seconds."), failure);
        }
    }

    private static async Task<IPAddress[]> PermittedAsync(WebAccess access, DnsEndPoint host, bool mayBePrivate, CancellationToken cancellationToken)
    {
        IPAddress[] addresses;
        try
        {
            addresses = IPAddress.TryParse(host.Host, out var literal) ? [literal] : await access.ResolveAsync(host.Host, cancellationToken);
        }
        catch (SocketException failure)
        {
            throw new SourceException(SourceFailure.Unreachable, $"The name {host.Host} leads to no address ({failure.Message}). Check its spelling.", failure);
        }

        var permitted = Array.FindAll(addresses, address => AddressRules.Permits(address, mayBePrivate));
        if (permitted.Length > 0) return permitted;
        if (addresses.Length == 0) throw new SourceException(SourceFailure.Unreachable, $"The name {host.Host} leads to no address. Check its spelling.");
        throw new SourceException(
            SourceFailure.Forbidden,
            $"{host.Host} has the address {addresses[0]}, which is not one of the public internet. If it is a server of yours that you named as the source, add the source again with --allow-private.");
    }

    private static async Task<Stream> DialAsync(WebAccess access, IPAddress[] addresses, DnsEndPoint host, CancellationToken cancellationToken)
    {
        SocketException? last = null;
        foreach (var address in addresses)
        {
            try
            {
                return await access.ConnectAsync(new IPEndPoint(address, host.Port), cancellationToken);
            }
            catch (SocketException failure)
            {
                last = failure;
            }
        }

        throw new SourceException(SourceFailure.Unreachable, FormattableString.Invariant($"There is no connection to {host.Host}:{host.Port} ({last!.Message})."), last);
    }
}
