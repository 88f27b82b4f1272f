namespace Groundwork.Documents.Readers.Pages;

/// <summary>An entry of a document's outline (its bookmarks).</summary>
/// <param name="Title">As the outline has it.</param>
/// <param name="Page">The page it leads to, from 1.</param>
/// <param name="Level">From 1.</param>
internal readonly record struct OutlineEntry(string Title, int Page, int Level);
