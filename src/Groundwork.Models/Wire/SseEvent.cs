namespace Groundwork.Models.Wire;

/// <summary>One server-sent event.</summary>
/// <param name="Name">The <c>event</c> field; empty if there was none.</param>
/// <param name="Data">The <c>data</c> lines joined by line feeds.</param>
/// <param name="IsCutOff">The stream ended before the empty line that ends an event, so the data may be incomplete.</param>
internal readonly record struct SseEvent(string Name, ReadOnlyMemory<byte> Data, bool IsCutOff);
