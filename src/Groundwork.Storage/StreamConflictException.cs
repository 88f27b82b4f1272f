namespace Groundwork.Storage;

/// <summary>A stream was not at the version the writer expected: someone else appended first. Read again and decide anew.</summary>
public sealed class StreamConflictException(StreamName stream, long expectedVersion, long actualVersion)
    : Exception($"The stream \"{stream}\" is at version {actualVersion}, not at {expectedVersion}: someone else appended first. Read it again and retry.")
{
    /// <summary>The stream.</summary>
    public StreamName Stream { get; } = stream;

    /// <summary>Version the writer expected.</summary>
    public long ExpectedVersion { get; } = expectedVersion;

    /// <summary>Version the stream had.</summary>
    public long ActualVersion { get; } = actualVersion;
}
