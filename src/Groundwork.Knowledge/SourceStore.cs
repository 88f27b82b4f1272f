using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Groundwork.Sources;
using Groundwork.Storage;

namespace Groundwork.Knowledge;

/// <summary>The registered sources of a collection.</summary>
/// <param name="database">Opened with <see cref="Migrations"/>.</param>
/// <param name="collection">The collection.</param>
/// <param name="time">Clock for the time of registering.</param>
public sealed class SourceStore(IDatabase database, CollectionName collection, TimeProvider time)
{
    private const string Columns = "name, specification, earlier, added_at, outcome";

    /// <summary>All steps. They follow those of <see cref="KnowledgeSchema"/>.</summary>
    public static IReadOnlyList<Migration> Migrations { get; } =
    [
        new("sources", 1, "registered sources and what came of their last synchronisation", """
            create table registered_sources (
              collection {text} not null references collections (name) on delete cascade, name {text} not null, specification {text} not null,
              earlier {text} not null, added_at {text} not null, outcome {text},
              primary key (collection, name))
            """),
    ];

    /// <summary>All sources, by name.</summary>
    public ValueTask<List<RegisteredSource>> ListAsync(CancellationToken cancellationToken) => database.ReadAsync(
        session => session.QueryAsync($"select {Columns} from registered_sources where collection = @collection order by name", Read, ("@collection", collection.Value)), cancellationToken);

    /// <summary>The source of a name; null when there is none.</summary>
    public ValueTask<RegisteredSource?> FindAsync(string name, CancellationToken cancellationToken) => database.ReadAsync(session => FindAsync(session, name), cancellationToken);

    /// <summary>Registers a source, in place of one of the same name. What the replaced one covered and this one does not is gone at the next synchronisation.</summary>
    public ValueTask<RegisteredSource> PutAsync(string name, SourceSpecification specification, CancellationToken cancellationToken) => database.WriteAsync(
        async session =>
        {
            var replaced = await FindAsync(session, name);
            var earlier = replaced is null ? [] : replaced.Earlier.Append(replaced.Specification).Where(s => !Same(s, specification)).ToList();
            await session.ExecuteAsync(
                """
                insert into registered_sources (collection, name, specification, earlier, added_at) values (@collection, @name, @specification, @earlier, @at)
                on conflict (collection, name) do update set specification = excluded.specification, earlier = excluded.earlier
                """,
                ("@collection", collection.Value), ("@name", name), ("@specification", Text(specification)), ("@earlier", Text(earlier)), ("@at", Text(time.GetUtcNow())));
            return (await FindAsync(session, name))!;
        },
        cancellationToken);

    /// <summary>Notes what came of a synchronisation. After a successful one, what the source was before no longer matters.</summary>
    public ValueTask<int> NoteAsync(string name, SourceOutcome outcome, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        var isSynced = string.Equals(outcome.State, "synced", StringComparison.Ordinal);
        return database.WriteAsync(
            session => session.ExecuteAsync(
                $"update registered_sources set outcome = @outcome{(isSynced ? ", earlier = '[]'" : "")} where collection = @collection and name = @name",
                ("@collection", collection.Value), ("@name", name), ("@outcome", Text(outcome))),
            cancellationToken);
    }

    /// <summary>Forgets a source; its documents stay.</summary>
    /// <returns>False when there was none.</returns>
    public async ValueTask<bool> RemoveAsync(string name, CancellationToken cancellationToken) => await database.WriteAsync(
        session => session.ExecuteAsync("delete from registered_sources where collection = @collection and name = @name", ("@collection", collection.Value), ("@name", name)), cancellationToken) > 0;

    private ValueTask<RegisteredSource?> FindAsync(SqlSession session, string name) => session.FirstAsync<RegisteredSource>(
        $"select {Columns} from registered_sources where collection = @collection and name = @name", Read, ("@collection", collection.Value), ("@name", name));

    private static bool Same(SourceSpecification one, SourceSpecification other) => string.Equals(Text(one), Text(other), StringComparison.Ordinal);

    private static string Text<T>(T value) => JsonSerializer.Serialize(value, JsonSerializerOptions.Web);

    private static string Text(DateTimeOffset at) => at.ToString("O", CultureInfo.InvariantCulture);

    private static RegisteredSource Read(DbDataReader row) => new(
        row.GetString(0), JsonSerializer.Deserialize<SourceSpecification>(row.GetString(1), JsonSerializerOptions.Web)!, DateTimeOffset.ParseExact(row.GetString(3), "O", CultureInfo.InvariantCulture))
    {
        Earlier = JsonSerializer.Deserialize<List<SourceSpecification>>(row.GetString(2), JsonSerializerOptions.Web)!,
        Last = row.IsDBNull(4) ? null : JsonSerializer.Deserialize<SourceOutcome>(row.GetString(4), JsonSerializerOptions.Web),
    };
}
