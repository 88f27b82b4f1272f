using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Groundwork.Benchmarks.Macro;

/// <summary>One kept-alive connection that sends requests made beforehand and reads whole replies, with as little work of its own as possible.</summary>
internal sealed class HttpConnection : IDisposable
{
    private readonly Socket _socket;
    private byte[] _buffer = new byte[1 << 20];

    public HttpConnection(Uri address)
    {
        _socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        _socket.Connect(new IPEndPoint(IPAddress.Parse(address.Host), address.Port));
    }

    public static byte[] Request(Uri address, string body, string? key)
    {
        var content = Encoding.UTF8.GetBytes(body);
        var head = string.Create(
            CultureInfo.InvariantCulture,
            $"POST {address.PathAndQuery} HTTP/1.1\r\nHost: {address.Authority}\r\nContent-Type: application/json\r\n{(key is null ? "" : $"Authorization: Bearer {key}\r\n")}Content-Length: {content.Length}\r\n\r\n");
        return [.. Encoding.ASCII.GetBytes(head), .. content];
    }

    /// <summary>The body of the reply; valid until the next call.</summary>
    /// <exception cref="IOException">The reply is no success, or the connection ended.</exception>
    public ReadOnlySpan<byte> Send(byte[] request)
    {
        for (var sent = 0; sent < request.Length;) sent += _socket.Send(request.AsSpan(sent));
        var (filled, headEnd) = (0, -1);
        while (headEnd < 0)
        {
            filled += Receive(filled);
            headEnd = _buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8);
        }

        var head = Encoding.ASCII.GetString(_buffer, 0, headEnd);
        var start = headEnd + 4;
        var length = Header(head, "content-length");
        if (length is null)
        {
            while (!_buffer.AsSpan(start, filled - start).EndsWith("0\r\n\r\n"u8)) filled += Receive(filled);
            filled = start + Unchunked(start, filled);
        }
        else
        {
            var end = start + int.Parse(length, CultureInfo.InvariantCulture);
            while (filled < end) filled += Receive(filled);
        }

        if (!head.StartsWith("HTTP/1.1 200", StringComparison.Ordinal))
            throw new IOException($"The server answered \"{head.Split('\r')[0]}\": {Encoding.UTF8.GetString(_buffer, start, Math.Min(500, filled - start))}");
        return _buffer.AsSpan(start, filled - start);
    }

    public void Dispose() => _socket.Dispose();

    private static string? Header(string head, string name) => head.Split("\r\n").Skip(1).Select(l => l.Split(':', 2))
        .FirstOrDefault(p => p.Length == 2 && string.Equals(p[0], name, StringComparison.OrdinalIgnoreCase))?[1].Trim();

    // Chunks are joined in place.
    private int Unchunked(int start, int end)
    {
        var (from, to) = (start, start);
        while (from < end)
        {
            var line = _buffer.AsSpan(from, end - from).IndexOf("\r\n"u8);
            var size = int.Parse(Encoding.ASCII.GetString(_buffer, from, line), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (size == 0) break;
            _buffer.AsSpan(from + line + 2, size).CopyTo(_buffer.AsSpan(to));
            to += size;
            from += line + 2 + size + 2;
        }

        return to - start;
    }

    private int Receive(int filled)
    {
        if (filled == _buffer.Length) Array.Resize(ref _buffer, _buffer.Length * 2);
        var received = _socket.Receive(_buffer.AsSpan(filled));
        return received > 0 ? received : throw new IOException("The server closed the connection.");
    }
}
