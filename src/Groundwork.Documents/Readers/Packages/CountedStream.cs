using Groundwork.Documents.Canonical;

namespace Groundwork.Documents.Readers.Packages;

/// <summary>Unpacked bytes of one part, counted while they come: a header may claim any size.</summary>
internal sealed class CountedStream(Stream part, Action<int> count) : ForwardStream
{
    public override int Read(Span<byte> buffer)
    {
        var read = part.Read(buffer);
        count(read);
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) part.Dispose();
        base.Dispose(disposing);
    }
}
