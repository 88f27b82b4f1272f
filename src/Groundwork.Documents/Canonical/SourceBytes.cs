using System.Runtime.InteropServices;

namespace Groundwork.Documents.Canonical;

/// <summary>Reads a stream to its end, or to the limit.</summary>
internal static class SourceBytes
{
    private const int FirstBuffer = 1 << 16;

    /// <summary>All bytes from the stream's position on; those of a stream in memory are not copied. Memory follows what really arrives, never what a header claims.</summary>
    /// <exception cref="DocumentUnreadableException">More than <paramref name="maxBytes"/>.</exception>
    public static async ValueTask<ReadOnlyMemory<byte>> ReadAsync(Stream content, string path, long maxBytes, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (content is MemoryStream whole && whole.Length - whole.Position <= maxBytes && whole.TryGetBuffer(out var held)) return held.AsMemory((int)whole.Position);
        if (content.CanSeek && content.Length - content.Position > maxBytes) throw TooLarge(path, maxBytes, content.Length - content.Position);
        var buffer = new byte[content.CanSeek ? Math.Max(1, content.Length - content.Position + 1) : Math.Min(FirstBuffer, maxBytes + 1)];
        var length = 0;
        while (true)
        {
            if (length == buffer.Length) Array.Resize(ref buffer, (int)Math.Min((long)buffer.Length * 2, maxBytes + 1));
            var read = await content.ReadAsync(buffer.AsMemory(length), cancellationToken);
            if (read == 0) return buffer.AsMemory(0, length);
            length += read;
            if (length > maxBytes) throw TooLarge(path, maxBytes, null);
        }
    }

    /// <summary>The same bytes as a stream, without a copy.</summary>
    public static MemoryStream AsStream(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var segment)
            ? new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false)
            : new MemoryStream(bytes.ToArray(), writable: false);

    private static DocumentUnreadableException TooLarge(string path, long maxBytes, long? size) =>
        new(UnreadableReason.TooLarge, FormattableString.Invariant(
            $"\"{path}\" {(size is null ? "is" : "has " + size.Value.ToString(System.Globalization.CultureInfo.InvariantCulture) + " bytes,")} larger than the limit of {maxBytes} bytes. Split it, or raise MaxBytes."));
}
