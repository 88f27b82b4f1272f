using System.Data.Common;

namespace Groundwork.Storage;

/// <summary>Statements within one transaction. Lives only inside the call that handed it out.</summary>
public sealed class SqlSession
{
    private readonly DbConnection _connection;
    private readonly DbTransaction _transaction;
    private readonly SqlDialect _dialect;
    private readonly CancellationToken _cancellationToken;
    private readonly Dictionary<string, DbCommand> _prepared = new(StringComparer.Ordinal);

    internal SqlSession(DbConnection connection, DbTransaction transaction, SqlDialect dialect, CancellationToken cancellationToken) =>
        (_connection, _transaction, _dialect, _cancellationToken) = (connection, transaction, dialect, cancellationToken);

    /// <summary>Runs a statement. The same statement text is prepared once per session.</summary>
    /// <returns>Rows changed.</returns>
    public async ValueTask<int> ExecuteAsync(string sql, params (string Name, object? Value)[] parameters) =>
        await Prepare(sql, parameters).ExecuteNonQueryAsync(_cancellationToken);

    /// <summary>All rows of a query, mapped.</summary>
    public async ValueTask<List<T>> QueryAsync<T>(string sql, Func<DbDataReader, T> map, params (string Name, object? Value)[] parameters)
    {
        ArgumentNullException.ThrowIfNull(map);
        var rows = new List<T>();
        await using var reader = await Prepare(sql, parameters).ExecuteReaderAsync(_cancellationToken);
        while (await reader.ReadAsync(_cancellationToken)) rows.Add(map(reader));
        return rows;
    }

    /// <summary>The first row of a query, mapped, or the default of <typeparamref name="T"/> when there is none.</summary>
    public async ValueTask<T?> FirstAsync<T>(string sql, Func<DbDataReader, T> map, params (string Name, object? Value)[] parameters)
    {
        ArgumentNullException.ThrowIfNull(map);
        await using var reader = await Prepare(sql, parameters).ExecuteReaderAsync(_cancellationToken);
        return await reader.ReadAsync(_cancellationToken) ? map(reader) : default;
    }

    /// <summary>A single integer, 0 when the query has no row or the value is null.</summary>
    public async ValueTask<long> CountAsync(string sql, params (string Name, object? Value)[] parameters) =>
        await FirstAsync(sql, row => row.IsDBNull(0) ? 0 : row.GetInt64(0), parameters);

    private DbCommand Prepare(string sql, (string Name, object? Value)[] parameters)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        if (!_prepared.TryGetValue(sql, out var command))
        {
            command = _connection.CreateCommand();
            command.Transaction = _transaction;
#pragma warning disable CA2100 // Rooms pass constant statements; every value travels as a parameter.
            command.CommandText = _dialect.Expand(sql);
#pragma warning restore CA2100
            foreach (var (name, _) in parameters)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = name;
                command.Parameters.Add(parameter);
            }

            _prepared.Add(sql, command);
        }

        for (var i = 0; i < parameters.Length; i++) command.Parameters[i].Value = parameters[i].Value ?? DBNull.Value;
        return command;
    }

    internal async ValueTask CloseAsync()
    {
        foreach (var command in _prepared.Values) await command.DisposeAsync();
        _prepared.Clear();
    }
}
