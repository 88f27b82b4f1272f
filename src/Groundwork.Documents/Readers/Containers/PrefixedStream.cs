using Groundwork.Documents.Canonical;

namespace Groundwork.Documents.Readers.Containers;

/// <summary>Bytes that were read already, followed by the rest of their stream. It does not own the stream.</summary>
internal sealed class PrefixedStream(ReadOnlyMemory<byte> beginning, Stream rest) : ForwardStream
{
    private ReadOnlyMemory<byte> _beginning = beginning;

    public override int Read(Span<byte> buffer) => _beginning.IsEmpty ? rest.Read(buffer) : FromBeginning(buffer);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        _beginning.IsEmpty ? rest.ReadAsync(buffer, cancellationToken) : ValueTask.FromResult(FromBeginning(buffer.Span));

    private int FromBeginning(Span<byte> buffer)
    {
        var taken = Math.Min(buffer.Length, _beginning.Length);
        _beginning.Span[..taken].CopyTo(buffer);
        _beginning = _beginning[taken..];
        return taken;
    }
}
