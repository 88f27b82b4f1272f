using System.Data.Common;
using Groundwork.Sources.Folders;
using Microsoft.Data.Sqlite;

namespace Groundwork.Sources.Sql;

/// <summary>A SQLite file, opened to be read only.</summary>
internal sealed class SqlitePlace(string file) : SqlPlace
{
    private static readonly Lazy<bool> s_loaded = new(Load);
    private readonly string _file = LocalPath.Full(file);

    public override string Identity => $"sqlite:{_file}";

    protected override async Task RunAsync(string query, SqlAccess access, TimeSpan timeout, Func<DbDataReader, bool, Task> takeAsync, CancellationToken cancellationToken)
    {
        _ = s_loaded.Value;
        if (LocalPath.StateOf(_file, throughLinks: true) is not { Kind: FileKind.File })
            throw new SourceException(SourceFailure.NotFound, $"There is no database file \"{_file}\". Check the spelling.");
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = _file, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "pragma query_only = 1; pragma trusted_schema = 0";
        await command.ExecuteNonQueryAsync(cancellationToken);
        command.CommandText = query;

        // SQLite works on this thread and looks at no token.
        await using var interrupt = cancellationToken.Register(() => SQLitePCL.raw.sqlite3_interrupt(connection.Handle));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await HandOverAsync(reader, takeAsync, cancellationToken);
    }

    protected override SourceException Problem(DbException failure) => failure is SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_NOTADB }
        ? new SourceException(SourceFailure.BadSpecification, $"\"{_file}\" is no SQLite database.", failure)
        : new SourceException(SourceFailure.BadSpecification, $"The query cannot be run on \"{_file}\" ({failure.Message}).", failure);

    // Whoever else uses SQLite in this process may have chosen the library already; that choice stands.
    private static bool Load()
    {
        try
        {
            _ = SQLitePCL.raw.sqlite3_libversion_number();
        }
        catch (Exception notChosen) when (notChosen is not OutOfMemoryException)
        {
            SQLitePCL.raw.SetProvider(new SQLitePCL.SQLite3Provider_e_sqlite3());
        }

        return true;
    }
}
