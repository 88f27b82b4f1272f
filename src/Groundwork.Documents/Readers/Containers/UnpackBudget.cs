namespace Groundwork.Documents.Readers.Containers;

/// <summary>
/// Counts what really comes out of one outermost container and of all containers inside it. What a header claims is never believed.
/// </summary>
/// <param name="limits">Total, ratio and parts.</param>
/// <param name="packedBytes">Length of the outermost container; null when it is not known, which leaves the total as the only bound.</param>
/// <param name="path">The outermost container, named in errors.</param>
internal sealed class UnpackBudget(ReadingLimits limits, long? packedBytes, string path)
{
    // A small archive may hold one long log that packs a thousandfold.
    private const long FreeBytes = 16 << 20;

    private long _unpacked;
    private long _parts;

    /// <summary>A limit was passed: nothing more may be taken out of any of these containers.</summary>
    public bool IsSpent { get; private set; }

    public static UnpackBudget For(Stream content, SourceInfo container, ReadingLimits limits) =>
        new(limits, content.CanSeek ? content.Length - content.Position : null, container.Path);

    /// <summary>Counts unpacked bytes.</summary>
    /// <exception cref="DocumentUnreadableException">Beyond the total or the ratio.</exception>
    public void Take(long bytes)
    {
        _unpacked += bytes;
        if (_unpacked > limits.MaxArchiveBytes)
            throw Spent(UnreadableReason.TooLarge, FormattableString.Invariant($"\"{path}\" unpacks to more than {limits.MaxArchiveBytes} bytes. Split the archive, or raise MaxArchiveBytes."));
        if (packedBytes is { } packed && _unpacked > FreeBytes && _unpacked / Math.Max(1, packed) > limits.MaxUnpackRatio)
            throw Spent(UnreadableReason.Hostile, FormattableString.Invariant($"\"{path}\" has {packed} bytes and unpacks to more than {limits.MaxUnpackRatio} times as many, as only archives made to do harm do. Leave it out, or raise MaxUnpackRatio if you trust it."));
    }

    /// <summary>Counts a part.</summary>
    /// <exception cref="DocumentUnreadableException">Beyond the number of parts.</exception>
    public void TakePart()
    {
        if (++_parts > limits.MaxParts)
            throw Spent(UnreadableReason.TooLarge, FormattableString.Invariant($"\"{path}\" holds more than {limits.MaxParts} parts. Split the archive, or raise MaxParts."));
    }

    private DocumentUnreadableException Spent(UnreadableReason reason, string message)
    {
        IsSpent = true;
        return new DocumentUnreadableException(reason, message);
    }
}
