using System.Buffers;

namespace Groundwork.Models.Calls;

/// <summary>The body of a reply, read once, never beyond a limit.</summary>
internal sealed class ReplyBody(Stream stream, long limitBytes, CallFailures failures) : IAsyncDisposable
{
    private const int StartBytes = 256;

    private byte[] _start = [];
    private byte[] _whole = [];
    private int _startLength;
    private int _startRead;
    private long _received;

    /// <summary>The first byte that is neither white space nor a byte order mark, without consuming it; null if the body has none near its start.</summary>
    public async ValueTask<byte?> FirstByteAsync(CancellationToken cancellationToken)
    {
        _start = new byte[StartBytes];
        while (true)
        {
            var shown = _start.AsSpan(0, _startLength).TrimStart(" \t\r\n"u8);
            // A byte order mark is three bytes; a part of it does not decide.
            if (shown.StartsWith("\uFEFF"u8))
                shown = shown[3..].TrimStart(" \t\r\n"u8);
            if (shown.Length > 0 && !"\uFEFF"u8.StartsWith(shown))
                return shown[0];
            if (_startLength == _start.Length)
                return null;
            var read = await ReceiveAsync(_start.AsMemory(_startLength), cancellationToken);
            if (read == 0)
                return null;
            _startLength += read;
        }
    }

    /// <summary>Reads on; 0 at the end.</summary>
    public ValueTask<int> ReadAsync(Memory<byte> into, CancellationToken cancellationToken)
    {
        var waiting = Math.Min(_startLength - _startRead, into.Length);
        if (waiting == 0)
            return ReceiveAsync(into, cancellationToken);
        _start.AsMemory(_startRead, waiting).CopyTo(into);
        _startRead += waiting;
        return ValueTask.FromResult(waiting);
    }

    /// <summary>The whole body, without a byte order mark; good until this is disposed.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> ReadAllAsync(CancellationToken cancellationToken)
    {
        _whole = ArrayPool<byte>.Shared.Rent(4 * 1024);
        var length = 0;
        int read;
        while ((read = await ReadAsync(_whole.AsMemory(length), cancellationToken)) > 0)
        {
            length += read;
            if (length == _whole.Length)
                Grow();
        }

        var from = _whole.AsSpan(0, length).StartsWith("\uFEFF"u8) ? 3 : 0;
        return _whole.AsMemory(from, length - from);
    }

    public ValueTask DisposeAsync()
    {
        if (_whole.Length > 0)
            ArrayPool<byte>.Shared.Return(_whole);
        _whole = [];
        return stream.DisposeAsync();
    }

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(_whole.Length * 2);
        _whole.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(_whole);
        _whole = larger;
    }

    private async ValueTask<int> ReceiveAsync(Memory<byte> into, CancellationToken cancellationToken)
    {
        var read = await stream.ReadAsync(into, cancellationToken);
        _received += read;
        return _received <= limitBytes ? read : throw failures.TooLong(limitBytes);
    }
}
