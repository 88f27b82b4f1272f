using System.Data;
using System.Data.Common;
using System.Globalization;
using Npgsql;

namespace Groundwork.Sources.Sql;

/// <summary>A PostgreSQL database, read in a transaction that cannot write.</summary>
/// <param name="identity">The connection string without anything secret, or <c>env:NAME</c>.</param>
/// <param name="settings">The connection string; null when an environment variable holds it.</param>
internal sealed class PostgresPlace(string identity, string? settings) : SqlPlace
{
    public override string Identity => settings is null ? identity : $"postgres:{identity}";

    protected override async Task RunAsync(string query, SqlAccess access, TimeSpan timeout, Func<DbDataReader, bool, Task> takeAsync, CancellationToken cancellationToken)
    {
        var text = SettingsOf(access);
        text.Pooling = false;
        text.PersistSecurityInfo = false;
        text.IncludeErrorDetail = false;
        await using var connection = new NpgsqlConnection(text.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        await using (var rules = new NpgsqlCommand(string.Create(CultureInfo.InvariantCulture, $"set transaction read only; set local statement_timeout = {Math.Min((long)timeout.TotalMilliseconds, int.MaxValue)}"), connection, transaction))
            await rules.ExecuteNonQueryAsync(cancellationToken);
        await using var command = new NpgsqlCommand(query, connection, transaction) { CommandTimeout = 0 };
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken)) await HandOverAsync(reader, takeAsync, cancellationToken);
        await transaction.RollbackAsync(cancellationToken);
    }

    protected override SourceException Problem(DbException failure) => failure switch
    {
        PostgresException { SqlState: PostgresErrorCodes.QueryCanceled } => new SourceException(SourceFailure.TimedOut, "The database ended the query because it took too long. Make it faster, or give it more time.", failure),
        PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification or PostgresErrorCodes.InsufficientPrivilege } denied =>
            new SourceException(SourceFailure.Denied, $"The database refuses the query ({denied.SqlState}: {denied.MessageText}).", failure),
        PostgresException wrong => new SourceException(SourceFailure.BadSpecification, $"The query cannot be run ({wrong.SqlState}: {wrong.MessageText}).", failure),
        _ => new SourceException(SourceFailure.Unreachable, $"The database does not answer ({failure.Message}).", failure),
    };

    private NpgsqlConnectionStringBuilder SettingsOf(SqlAccess access)
    {
        if (settings is not null) return PostgresText.Parse(settings, "The text");
        var name = identity["env:".Length..];
        return access.Secret(name) is { Length: > 0 } secret
            ? PostgresText.Parse(secret, $"The environment variable {name}")
            : throw new SourceException(SourceFailure.BadSpecification, $"The environment variable {name}, which names the database, is not set.");
    }
}
