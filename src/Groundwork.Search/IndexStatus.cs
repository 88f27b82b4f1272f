using Groundwork.Language;

namespace Groundwork.Search;

/// <summary>What an index holds at one commit.</summary>
/// <param name="Commit">Commit number, 0 for an empty new index.</param>
/// <param name="Entries">Live entries.</param>
/// <param name="DeletedEntries">Entries deleted or replaced whose data still stands in a segment.</param>
/// <param name="Segments">Segments.</param>
/// <param name="Bytes">Bytes of all files of this commit.</param>
/// <param name="Languages">Live entries by language, most frequent first.</param>
public sealed record IndexStatus(
    long Commit, int Entries, int DeletedEntries, int Segments, long Bytes, IReadOnlyList<KeyValuePair<LanguageCode, int>> Languages);
