using System.Net;
using System.Net.Sockets;

namespace Groundwork.TestKit;

/// <summary>Accepts connections, reads a little, sends fixed bytes and closes.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly byte[] _says;
    private readonly Task _serving;

    public RawServer(byte[] says)
    {
        _says = says;
        _listener.Start();
        Url = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
        _serving = ServeAsync();
    }

    public Uri Url { get; }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _serving;
        _stopping.Dispose();
    }

    private async Task ServeAsync()
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (true)
            {
                using var socket = await _listener.AcceptSocketAsync(_stopping.Token);
                await socket.ReceiveAsync(buffer, _stopping.Token);
                await socket.SendAsync(_says, _stopping.Token);
                socket.Shutdown(SocketShutdown.Send);
                // Until the client closes, so that what was sent is not lost to a reset.
                while (await socket.ReceiveAsync(buffer, _stopping.Token) > 0)
                {
                }
            }
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or SocketException)
        {
            // A client that resets ends the test's need for this server too.
        }
    }
}
