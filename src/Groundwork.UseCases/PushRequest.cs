namespace Groundwork.UseCases;

/// <summary>A document that a program hands over. Either a text or bytes.</summary>
/// <param name="Id">Its id; a document of the same id is replaced.</param>
/// <param name="Text">Its text.</param>
/// <param name="Bytes">Its bytes, as base64.</param>
/// <param name="Title">Its title; for a text.</param>
/// <param name="MediaType">How text or bytes are to be read: <c>text/plain</c> for a text when nothing is said; always said for bytes.</param>
/// <param name="Metadata">Values to filter by.</param>
public sealed record PushRequest(string Id, string? Text = null, string? Bytes = null, string? Title = null, string? MediaType = null, IReadOnlyDictionary<string, string>? Metadata = null);
