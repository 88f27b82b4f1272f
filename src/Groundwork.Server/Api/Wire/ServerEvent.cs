namespace Groundwork.Server.Api.Wire;

/// <summary>One server-sent event.</summary>
/// <param name="Name">Its kind.</param>
/// <param name="Json">Its data, on one line.</param>
/// <param name="Number">Its number in the stream, for a client that comes back; null for none.</param>
internal sealed record ServerEvent(string Name, string Json, long? Number = null);
