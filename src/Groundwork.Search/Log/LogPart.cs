using Groundwork.Search.Bytes;
using Groundwork.Search.Segments;

namespace Groundwork.Search.Log;

/// <summary>Entries of the log, open for searching: one image, or several that were merged in memory.</summary>
/// <param name="Log">Number of the log they stand in; parts of different logs are never merged.</param>
/// <param name="Reader">The entries.</param>
/// <param name="Dead">Those replaced or deleted since, or null.</param>
internal sealed record LogPart(long Log, SegmentReader Reader, Bitset? Dead);
