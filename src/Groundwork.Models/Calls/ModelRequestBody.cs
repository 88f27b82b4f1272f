namespace Groundwork.Models.Calls;

/// <summary>A request that is ready to be sent.</summary>
/// <param name="Url">Where to.</param>
/// <param name="Json">The body, as UTF-8.</param>
/// <param name="RequestId">Sent as <c>X-Client-Request-Id</c>, so that an invoice can name it; null for none.</param>
internal readonly record struct ModelRequestBody(Uri Url, ReadOnlyMemory<byte> Json, string? RequestId);
