namespace Groundwork.UseCases;

/// <summary>Which document to show.</summary>
/// <param name="Document">Its id.</param>
/// <param name="Collection">The collection.</param>
public sealed record DocumentRequest(string Document, string Collection = "default");
