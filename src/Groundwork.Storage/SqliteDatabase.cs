using System.Globalization;
using Groundwork.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Groundwork.Storage;

/// <summary>One SQLite file in write-ahead mode. Readers never wait; writers of one process queue, those of several retry.</summary>
public sealed class SqliteDatabase : IDatabase
{
    private static readonly TimeSpan s_purgePause = TimeSpan.FromMilliseconds(50);

    private readonly SemaphoreSlim _writer = new(1, 1);
    private readonly SemaphoreSlim _watching = new(1, 1);
    private readonly string _path;
    private readonly string _connectionString;
    private readonly TimeProvider _time;
    private SqliteConnection? _watch;
    private SqliteCommand? _version;

    private SqliteDatabase(string path, TimeProvider time)
    {
        _path = path;
        _time = time;
        _connectionString = new SqliteConnectionStringBuilder { DataSource = path, Pooling = true, DefaultTimeout = 30, ForeignKeys = true }.ToString();
    }

    /// <summary>Version of the SQLite library in use, like <c>3.40.1</c>.</summary>
    public static string LibraryVersion => SqliteLibrary.Version;

    /// <summary>Opens or makes the database and brings its schema up to date.</summary>
    /// <param name="path">File path; its folder must exist.</param>
    /// <param name="migrations">Every room's steps.</param>
    /// <param name="time">Clock for the version table.</param>
    /// <param name="cancellationToken">Stops between steps.</param>
    /// <exception cref="StorageException">The file is damaged, unreachable, or of a newer version.</exception>
    public static async ValueTask<SqliteDatabase> OpenAsync(
        string path, IReadOnlyList<Migration> migrations, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(migrations);
        ArgumentNullException.ThrowIfNull(time);
        SqliteLibrary.EnsureLoaded();
        var database = new SqliteDatabase(path, time);
        try
        {
            await database.WriteAsync(session => Migrations.ApplyAsync(session, path, migrations, time), cancellationToken);
            return database;
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc />
    public ValueTask<T> ReadAsync<T>(Func<SqlSession, ValueTask<T>> work, CancellationToken cancellationToken) =>
        RunAsync(work, deferred: true, cancellationToken);

    /// <inheritdoc />
    public async ValueTask<T> WriteAsync<T>(Func<SqlSession, ValueTask<T>> work, CancellationToken cancellationToken)
    {
        await _writer.WaitAsync(cancellationToken);
        try
        {
            return await RunAsync(work, deferred: false, cancellationToken);
        }
        finally
        {
            _writer.Release();
        }
    }

    /// <inheritdoc />
    public async ValueTask<long> VersionAsync(CancellationToken cancellationToken)
    {
        await _watching.WaitAsync(cancellationToken);
        try
        {
            // The number counts what other connections wrote, so this one never writes.
            if (_version is null)
            {
                _watch = await ConnectAsync(cancellationToken);
                _version = _watch.CreateCommand();
                _version.CommandText = "pragma data_version";
            }

            return (long)_version.ExecuteScalar()!;
        }
        catch (SqliteException problem)
        {
            throw SqliteProblem.Translate(problem, _path);
        }
        finally
        {
            _watching.Release();
        }
    }

    /// <inheritdoc />
    public async ValueTask PurgeAsync(CancellationToken cancellationToken)
    {
        // Deleted cells are zeroed as they go (secure_delete); what remains is their copy in the write-ahead log, which empties as soon as
        // nobody reads from it.
        const int Attempts = 200;
        for (var attempt = 1; ; attempt++)
        {
            await _writer.WaitAsync(cancellationToken);
            try
            {
                if (await ScalarAsync("pragma wal_checkpoint(truncate)", cancellationToken) == 0) return;
            }
            finally
            {
                _writer.Release();
            }

            if (attempt == Attempts)
                throw new StorageException(StorageFailure.Busy, $"What was deleted is gone from the tables of {_path}, and its write-ahead log still holds it: somebody has been reading from the log all the time. Run the command again when the other process has finished.");
            await Task.Delay(s_purgePause, _time, cancellationToken);
        }
    }

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<string>> VerifyAsync(CancellationToken cancellationToken)
    {
        var problems = await ReadAsync(session => session.QueryAsync("pragma integrity_check(20)", row => row.GetString(0)), cancellationToken);
        var orphans = await ReadAsync(
            session => session.QueryAsync("pragma foreign_key_check", row => string.Create(CultureInfo.InvariantCulture, $"a row of table {row.GetString(0)} refers to nothing")),
            cancellationToken);
        return [.. problems.Where(p => !string.Equals(p, "ok", StringComparison.Ordinal)), .. orphans];
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        _version?.Dispose();
        _watch?.Dispose();
        using (var connection = new SqliteConnection(_connectionString)) SqliteConnection.ClearPool(connection);
        _watching.Dispose();
        _writer.Dispose();
        return ValueTask.CompletedTask;
    }

    private async ValueTask<T> RunAsync<T>(Func<SqlSession, ValueTask<T>> work, bool deferred, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        try
        {
            await using var connection = await ConnectAsync(cancellationToken);
            await using var transaction = connection.BeginTransaction(deferred);
            var session = new SqlSession(connection, transaction, SqlDialect.Sqlite, cancellationToken);
            try
            {
                var result = await work(session);
                await transaction.CommitAsync(cancellationToken);
                return result;
            }
            finally
            {
                await session.CloseAsync();
            }
        }
        catch (SqliteException problem)
        {
            throw SqliteProblem.Translate(problem, _path);
        }
    }

    private async ValueTask<long> ScalarAsync(string sql, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await ConnectAsync(cancellationToken);
            await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constant statements of this class.
            command.CommandText = sql;
#pragma warning restore CA2100
            return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
        }
        catch (SqliteException problem)
        {
            throw SqliteProblem.Translate(problem, _path);
        }
    }

    private async ValueTask<SqliteConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            await using var command = connection.CreateCommand();

            // Full synchronisation: a committed row survives power loss, so the catalog is never behind the index it promised.
            command.CommandText = "pragma journal_mode=wal; pragma synchronous=full; pragma secure_delete=on; pragma temp_store=memory";
            await command.ExecuteNonQueryAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
