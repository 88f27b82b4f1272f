namespace Groundwork.Storage;

/// <summary>Append-only ordered streams. What was appended is never changed.</summary>
public interface IEventStreams
{
    /// <summary>Appends all events or none.</summary>
    /// <param name="stream">The stream; it comes into being with its first event.</param>
    /// <param name="expectedVersion">Version of the last event the writer has seen, 0 for a new stream.</param>
    /// <param name="events">At least one.</param>
    /// <param name="cancellationToken">Stops before the append, never in the middle.</param>
    /// <returns>The stream's new version.</returns>
    /// <exception cref="StreamConflictException">The stream is at another version.</exception>
    ValueTask<long> AppendAsync(StreamName stream, long expectedVersion, IReadOnlyList<StoredEvent> events, CancellationToken cancellationToken);

    /// <summary>The version of the stream's last event, 0 when there is none.</summary>
    ValueTask<long> VersionAsync(StreamName stream, CancellationToken cancellationToken);

    /// <summary>The events after a version, in order.</summary>
    IAsyncEnumerable<RecordedEvent> ReadAsync(StreamName stream, long afterVersion, CancellationToken cancellationToken);
}
