namespace Groundwork.Search.Log;

/// <summary>A segment that lives in memory. Bytes stay readable as long as anybody holds them.</summary>
internal sealed class MemoryImage(ReadOnlyMemory<byte> content) : MappedFile
{
    public override long Length => content.Length;

    public override ReadOnlySpan<byte> Slice(long offset, int length)
    {
        if (offset < 0 || length < 0 || offset > content.Length - length)
            throw new ArgumentOutOfRangeException(nameof(offset), offset, $"A slice of {length} bytes leaves an image of {content.Length} bytes.");
        return content.Span.Slice((int)offset, length);
    }

    protected override void Dispose(bool disposing) { }
}
