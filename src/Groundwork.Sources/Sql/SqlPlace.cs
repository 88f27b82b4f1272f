using System.Data.Common;
using System.Net.Sockets;

namespace Groundwork.Sources.Sql;

/// <summary>A database that can be read from.</summary>
internal abstract class SqlPlace
{
    /// <summary>Names the database without anything secret.</summary>
    public abstract string Identity { get; }

    /// <summary>The database that a person names: <c>sqlite:FILE</c>, a PostgreSQL connection string without its password, or <c>env:NAME</c> for a variable that holds all of it.</summary>
    /// <exception cref="SourceException">It is none of these, or holds a password.</exception>
    public static SqlPlace Parse(string database)
    {
        if (string.IsNullOrWhiteSpace(database)) throw new SourceException(SourceFailure.BadSpecification, "No database was named. Write sqlite:FILE, env:NAME, or a PostgreSQL connection string without its password.");
        if (database.StartsWith("sqlite:", StringComparison.Ordinal)) return new SqlitePlace(database["sqlite:".Length..]);
        return database.StartsWith("env:", StringComparison.Ordinal) ? new PostgresPlace(database, null) : new PostgresPlace(PostgresText.WithoutSecret(database), database);
    }

    /// <summary>Runs the query and hands every row over. Nothing can be changed on the way.</summary>
    /// <param name="query">One statement.</param>
    /// <param name="access">Secrets and clock.</param>
    /// <param name="timeout">Time for all of it.</param>
    /// <param name="takeAsync">Called with the reader before the first row and standing on each row; false before the first.</param>
    /// <param name="cancellationToken">Leaves as a cancellation.</param>
    /// <exception cref="SourceException">The database cannot be reached or the query fails.</exception>
    public async Task ReadAsync(string query, SqlAccess access, TimeSpan timeout, Func<DbDataReader, bool, Task> takeAsync, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(timeout, access.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await RunAsync(query, access, timeout, takeAsync, either.Token);
        }
        catch (Exception failure) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested && failure is OperationCanceledException or DbException)
        {
            throw new SourceException(SourceFailure.TimedOut, FormattableString.Invariant($"The query did not end within {timeout.TotalSeconds} seconds."), failure);
        }
        catch (DbException failure)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw Problem(failure);
        }
        catch (SocketException failure)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new SourceException(SourceFailure.Unreachable, $"The database {Identity} cannot be reached ({failure.Message}). Check its host and port, and that it runs.", failure);
        }
        catch (TimeoutException failure)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new SourceException(SourceFailure.TimedOut, $"The database {Identity} did not answer in time ({failure.Message}).", failure);
        }
    }

    protected abstract Task RunAsync(string query, SqlAccess access, TimeSpan timeout, Func<DbDataReader, bool, Task> takeAsync, CancellationToken cancellationToken);

    protected abstract SourceException Problem(DbException failure);

    protected static async Task HandOverAsync(DbDataReader reader, Func<DbDataReader, bool, Task> takeAsync, CancellationToken cancellationToken)
    {
        await takeAsync(reader, false);
        while (await reader.ReadAsync(cancellationToken)) await takeAsync(reader, true);
    }
}
