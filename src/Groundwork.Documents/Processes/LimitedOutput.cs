using Groundwork.Documents.Canonical;

namespace Groundwork.Documents.Processes;

/// <summary>The output of a program up to a limit, where it ends as if the program had ended.</summary>
internal sealed class LimitedOutput(Stream inner, long maxBytes) : ForwardStream
{
    private long _left = maxBytes;

    /// <summary>There was more than the limit.</summary>
    public bool WasCut { get; private set; }

    public override int Read(Span<byte> buffer) => throw new NotSupportedException("It is read asynchronously, so that its time limit holds.");

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (WasCut) return 0;
        var read = await inner.ReadAsync(buffer, cancellationToken);
        WasCut = read > _left;
        read = (int)Math.Min(read, _left);
        _left -= read;
        return read;
    }
}
