namespace Groundwork.Storage;

/// <summary>An event as it stands in its stream.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Version">Its place in the stream, from 1 without gaps.</param>
/// <param name="At">When it was appended, UTC.</param>
/// <param name="Type">Stable name of the event's shape.</param>
/// <param name="Body">The event as text.</param>
public sealed record RecordedEvent(StreamName Stream, long Version, DateTimeOffset At, string Type, string Body);
