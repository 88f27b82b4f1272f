namespace Groundwork.Server.Pages;

/// <summary>The question before a deletion.</summary>
/// <param name="Collection">The collection.</param>
/// <param name="Documents">Documents that would go.</param>
/// <param name="Document">Id of the one document; null for the whole collection.</param>
/// <param name="Title">Its title; null for the whole collection.</param>
/// <param name="Token">For the form.</param>
public sealed record DeleteView(string Collection, long Documents, string? Document, string? Title, string Token);
