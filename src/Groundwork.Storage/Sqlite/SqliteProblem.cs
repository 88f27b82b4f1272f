using Microsoft.Data.Sqlite;

namespace Groundwork.Storage.Sqlite;

/// <summary>Tells a person what an SQLite result code means for their data.</summary>
internal static class SqliteProblem
{
    // Result codes: https://www.sqlite.org/rescode.html
    public static Exception Translate(SqliteException problem, string path) => problem.SqliteErrorCode switch
    {
        5 or 6 => new StorageException(StorageFailure.Busy, $"The database {path} is being written by another process and did not become free in time. Try again when that work is done.", problem),
        11 or 26 => new StorageException(StorageFailure.Damaged, $"The file {path} is not a readable database ({problem.Message}). Restore it from a copy, or move the data directory away and ingest again.", problem),
        13 => new StorageException(StorageFailure.Full, $"The disk that holds {path} is full. Nothing of the last step was kept; free some space and run the command again.", problem),
        10 => new StorageException(StorageFailure.Unavailable, $"Reading or writing {path} failed ({problem.Message}). Check the disk, then run the command again.", problem),
        8 or 14 or 3 => new StorageException(StorageFailure.Unavailable, $"The database {path} cannot be opened for writing ({problem.Message}). Check that the folder exists and that you may write to it.", problem),
        _ => problem,
    };
}
