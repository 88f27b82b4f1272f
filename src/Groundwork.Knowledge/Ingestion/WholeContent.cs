using Groundwork.Sources;

namespace Groundwork.Knowledge.Ingestion;

/// <summary>The content of a file whose first bytes were looked at already.</summary>
internal static class WholeContent
{
    private const int CopiedBytes = 1 << 16;

    /// <summary>All bytes in memory; null when there are more than the limit.</summary>
    /// <exception cref="SourceException">The length is not what the source said: the file changed.</exception>
    public static async ValueTask<byte[]?> ReadAsync(SourceItem.Present item, byte[] head, Stream rest, long maxBytes, CancellationToken cancellationToken)
    {
        if (item.Bytes > maxBytes || head.Length > maxBytes) return null;
        var length = item.Bytes ?? (rest.CanSeek ? rest.Length : null);
        using var all = new MemoryStream((int)Math.Min(Math.Max(length ?? 0, head.Length), maxBytes));
        all.Write(head);
        var buffer = new byte[CopiedBytes];
        while (await rest.ReadAsync(buffer, cancellationToken) is var read and > 0)
        {
            if (all.Length + read > maxBytes) return null;
            all.Write(buffer, 0, read);
        }

        if (item.Bytes is { } expected && all.Length != expected)
            throw new SourceException(SourceFailure.Changed, FormattableString.Invariant($"The file had {expected} bytes when it was listed and has {all.Length} now. Run the command again when nothing writes it."));
        return all.Capacity == all.Length ? all.GetBuffer() : all.ToArray();
    }

    /// <summary>The content as a stream that can be read twice: the given one where it can, else a temporary file.</summary>
    /// <returns>At its beginning. The caller disposes it; disposing it twice does no harm.</returns>
    public static async ValueTask<Stream> SeekableAsync(byte[] head, Stream content, CancellationToken cancellationToken)
    {
        if (content.CanSeek)
        {
            content.Position = 0;
            return content;
        }

        var file = new FileStream(Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, CopiedBytes, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        try
        {
            await file.WriteAsync(head, cancellationToken);
            await content.CopyToAsync(file, cancellationToken);
            file.Position = 0;
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }
}
