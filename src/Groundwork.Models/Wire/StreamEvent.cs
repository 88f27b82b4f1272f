namespace Groundwork.Models.Wire;

/// <summary>One event of a stream.</summary>
/// <param name="Name">The <c>event</c> field; empty if there was none.</param>
/// <param name="Data">The <c>data</c> lines joined by line feeds, or the line. Good until the next event is read.</param>
/// <param name="IsCutOff">The stream ended before the line end that ends an event, so the data may be incomplete.</param>
internal readonly record struct StreamEvent(string Name, ReadOnlyMemory<byte> Data, bool IsCutOff);
