using System.Text;

namespace Groundwork.Evals.Subjects;

/// <summary>Reads a text that may be too long.</summary>
internal static class BoundedText
{
    /// <returns>The text as UTF-8; null when it has more bytes than allowed.</returns>
    public static async ValueTask<string?> ReadAsync(HttpContent content, int maxBytes, CancellationToken cancellationToken)
    {
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        return await ReadAsync(stream, maxBytes, cancellationToken);
    }

    /// <returns>The text as UTF-8; null when it has more bytes than allowed.</returns>
    public static async ValueTask<string?> ReadAsync(Stream stream, int maxBytes, CancellationToken cancellationToken)
    {
        using var read = new MemoryStream();
        var buffer = new byte[16_384];
        while (await stream.ReadAsync(buffer, cancellationToken) is var count && count > 0)
        {
            if (read.Length + count > maxBytes) return null;
            read.Write(buffer, 0, count);
        }

        return Encoding.UTF8.GetString(read.GetBuffer(), 0, (int)read.Length);
    }

    /// <summary>Reads to the end and keeps the beginning.</summary>
    public static async ValueTask<string> ReadStartAsync(Stream stream, int maxBytes, CancellationToken cancellationToken)
    {
        using var read = new MemoryStream();
        var buffer = new byte[16_384];
        while (await stream.ReadAsync(buffer, cancellationToken) is var count && count > 0)
            read.Write(buffer, 0, (int)Math.Min(count, maxBytes - read.Length));
        return Encoding.UTF8.GetString(read.GetBuffer(), 0, (int)read.Length);
    }
}
