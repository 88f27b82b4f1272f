using Groundwork.Language;

namespace Groundwork.Knowledge;

/// <summary>A file as it was when it was last read.</summary>
/// <param name="Path">Absolute path.</param>
/// <param name="Hash">Hash of its bytes.</param>
/// <param name="Reading">Fingerprint of the reader and chunker that read it.</param>
public sealed record StoredSource(string Path, ContentHash Hash, string Reading);
