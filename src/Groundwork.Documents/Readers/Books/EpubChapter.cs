namespace Groundwork.Documents.Readers.Books;

/// <summary>One file of a book in reading order.</summary>
/// <param name="Path">Within the package.</param>
/// <param name="IsMarkup">It is XHTML or HTML; other kinds hold no text.</param>
internal sealed record EpubChapter(string Path, bool IsMarkup);
