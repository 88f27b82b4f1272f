namespace Groundwork.Search.Log;

/// <summary>One whole record of a log.</summary>
/// <param name="Kind">What it says.</param>
/// <param name="Commit">Its commit number; of a record that is no commit, that of the last one before.</param>
/// <param name="Body">What it holds, checked.</param>
/// <param name="End">Where the next record starts in the file.</param>
internal sealed record LogRecord(LogRecordKind Kind, long Commit, byte[] Body, long End);
