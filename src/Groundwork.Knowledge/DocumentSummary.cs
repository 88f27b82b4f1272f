using Groundwork.Documents;
using Groundwork.Language;

namespace Groundwork.Knowledge;

/// <summary>A document as a list shows it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">Its title.</param>
/// <param name="Path">File it came from.</param>
/// <param name="MediaType">Its format.</param>
/// <param name="Language">Its language.</param>
/// <param name="Version">Hash of its text.</param>
/// <param name="Characters">Length of its text in UTF-16 code units.</param>
/// <param name="Chunks">Number of its chunks.</param>
/// <param name="ReadAt">When this version was read, UTC.</param>
/// <param name="IsWaiting">True while the index in use lacks chunks of it.</param>
public sealed record DocumentSummary(
    DocumentId Id, string Title, string Path, string MediaType, LanguageCode Language, ContentHash Version, int Characters, int Chunks, DateTimeOffset ReadAt, bool IsWaiting = false);
