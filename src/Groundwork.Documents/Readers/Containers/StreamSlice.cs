using Groundwork.Documents.Canonical;

namespace Groundwork.Documents.Readers.Containers;

/// <summary>The next <paramref name="length"/> bytes of a stream. It does not own the stream.</summary>
internal sealed class StreamSlice(Stream inner, long length) : ForwardStream
{
    /// <summary>Bytes not read yet.</summary>
    public long Left { get; private set; } = length;

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer[..(int)Math.Min(buffer.Length, Left)]);
        Left -= read;
        return read;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer[..(int)Math.Min(buffer.Length, Left)], cancellationToken);
        Left -= read;
        return read;
    }
}
