namespace Groundwork.Storage;

/// <summary>An event to be appended. Its meaning belongs to the room that writes it.</summary>
/// <param name="Type">Stable name of the event's shape.</param>
/// <param name="Body">The event as text, JSON by custom.</param>
public sealed record StoredEvent(string Type, string Body);
