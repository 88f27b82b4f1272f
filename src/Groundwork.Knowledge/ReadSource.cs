using Groundwork.Documents;

namespace Groundwork.Knowledge;

/// <summary>A file that was read to its end.</summary>
/// <param name="Source">What decides whether it has to be read again.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Problems">Parts of it that could not be read: where, why, and what to do.</param>
public sealed record ReadSource(StoredSource Source, long Bytes, IReadOnlyList<(string Place, UnreadableReason Reason, string Message)> Problems);
