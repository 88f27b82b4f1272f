using System.Net;
using System.Net.Sockets;

namespace Groundwork.Sources;

/// <summary>The way of web sources into the network, and where they put pages until they are read.</summary>
/// <param name="time">Clock for limits and pauses.</param>
/// <param name="spoolFolder">Folder for pages of the newest listing; made when needed.</param>
public sealed class WebAccess(TimeProvider time, string spoolFolder)
{
    /// <summary>Clock for limits and pauses.</summary>
    public TimeProvider Time { get; } = time;

    /// <summary>Folder for pages of the newest listing.</summary>
    public string SpoolFolder { get; } = spoolFolder;

    /// <summary>Addresses of a host. Each is checked before it is connected to, so a name that changes its address gains nothing.</summary>
    public Func<string, CancellationToken, Task<IPAddress[]>> ResolveAsync { get; init; } = Dns.GetHostAddressesAsync;

    /// <summary>Connects to an address that was checked. The caller disposes the stream.</summary>
    public Func<IPEndPoint, CancellationToken, Task<Stream>> ConnectAsync { get; init; } = DialAsync;

    private static async Task<Stream> DialAsync(IPEndPoint address, CancellationToken cancellationToken)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
