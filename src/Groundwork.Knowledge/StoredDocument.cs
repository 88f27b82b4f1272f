using Groundwork.Documents;
using Groundwork.Language;

namespace Groundwork.Knowledge;

/// <summary>What decides whether a document has to be read again.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Path">File it came from.</param>
/// <param name="Hash">Hash of the source bytes it was read from.</param>
/// <param name="Reading">Fingerprint of the reader and chunker.</param>
public sealed record StoredDocument(DocumentId Id, string Path, ContentHash Hash, string Reading);
