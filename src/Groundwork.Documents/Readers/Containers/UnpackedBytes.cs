namespace Groundwork.Documents.Readers.Containers;

/// <summary>Takes bytes out of a stream that unpacks while it is read, counting them against the budget as they come.</summary>
internal static class UnpackedBytes
{
    private const int Chunk = 1 << 16;

    /// <summary>All bytes up to the stream's end.</summary>
    /// <returns>Null when there are more than <paramref name="maxBytes"/>; the rest is not read.</returns>
    /// <exception cref="DocumentUnreadableException">The budget is spent.</exception>
    public static async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(Stream stream, long maxBytes, UnpackBudget budget, CancellationToken cancellationToken)
    {
        var buffer = new byte[Math.Min(Chunk, maxBytes + 1)];
        var length = 0;
        while (true)
        {
            if (length == buffer.Length) Array.Resize(ref buffer, (int)Math.Min((long)buffer.Length * 2, maxBytes + 1));
            var read = await stream.ReadAsync(buffer.AsMemory(length, Math.Min(buffer.Length - length, Chunk)), cancellationToken);
            if (read == 0) return buffer.AsMemory(0, length);
            budget.Take(read);
            length += read;
            if (length > maxBytes) return null;
        }
    }
}
