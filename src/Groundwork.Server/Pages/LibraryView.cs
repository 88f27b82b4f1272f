using Groundwork.UseCases;

namespace Groundwork.Server.Pages;

/// <summary>The page that lists collections.</summary>
/// <param name="Collections">Each with its counts and its index.</param>
/// <param name="Token">For the upload form.</param>
/// <param name="DataDirectory">Where everything is kept.</param>
/// <param name="Formats">What can be read.</param>
public sealed record LibraryView(IReadOnlyList<LibraryEntry> Collections, string Token, string DataDirectory, IReadOnlyList<string> Formats);

/// <summary>A collection in the library.</summary>
/// <param name="Collection">Its counts.</param>
/// <param name="Status">Its index; null when it went away a moment ago.</param>
public sealed record LibraryEntry(CollectionReply Collection, CollectionStatus? Status);
