namespace Groundwork.UseCases;

/// <summary>Which original to show.</summary>
/// <param name="Document">Id of the document that was read from it.</param>
/// <param name="Collection">The collection.</param>
/// <param name="Page">Page of a PDF, from 1; nothing else has pages.</param>
public sealed record OriginalRequest(string Document, string Collection = "default", int Page = 1);
