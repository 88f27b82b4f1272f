using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using Groundwork.Storage;

namespace Groundwork.Knowledge;

/// <summary>Collections in the database.</summary>
/// <param name="database">Opened with <see cref="KnowledgeSchema.Migrations"/>.</param>
/// <param name="time">Clock for creation times.</param>
public sealed class CollectionStore(IDatabase database, TimeProvider time)
{
    private const string Columns = "name, created_at, embedder, dimensions, generation, index_commit, embedder_kind, words_alone";

    // What was read while the database was at a version stays right until it is at another one.
    private readonly ConcurrentDictionary<CollectionName, (long Version, Collection Collection)> _known = [];

    /// <summary>The collection of this name, or null.</summary>
    public ValueTask<Collection?> FindAsync(CollectionName name, CancellationToken cancellationToken) =>
        database.ReadAsync(session => FindAsync(session, name), cancellationToken);

    /// <summary>The collection of this name.</summary>
    /// <exception cref="CollectionNotFoundException">There is none; lists those that exist.</exception>
    public async ValueTask<Collection> GetAsync(CollectionName name, CancellationToken cancellationToken)
    {
        var version = await database.VersionAsync(cancellationToken);
        if (_known.TryGetValue(name, out var known) && known.Version == version) return known.Collection;
        if (await FindAsync(name, cancellationToken) is { } found)
        {
            _known[name] = (version, found);
            return found;
        }

        _known.TryRemove(name, out _);
        var existing = await database.ReadAsync(s => s.QueryAsync("select name from collections order by name", row => row.GetString(0)), cancellationToken);
        throw new CollectionNotFoundException(name, existing);
    }

    /// <summary>The collection of this name, made if there is none. An existing one keeps its embedder.</summary>
    /// <param name="name">The collection.</param>
    /// <param name="embedder">Whose vectors a new one will carry; null for none, or for what is learnt from it later.</param>
    /// <param name="cancellationToken">Stops before anything is made.</param>
    public ValueTask<Collection> GetOrMakeAsync(CollectionName name, EmbedderIdentity? embedder, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync(
                    "insert into collections (name, created_at, embedder, dimensions, embedder_kind, generation, index_commit) values (@name, @at, @embedder, @dimensions, @kind, 1, 0) on conflict (name) do nothing",
                    ("@name", name.Value), ("@at", time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture)),
                    ("@embedder", embedder?.Model), ("@dimensions", embedder?.Dimensions), ("@kind", embedder?.Kind.ToString()));
                return (await FindAsync(session, name))!;
            },
            cancellationToken);

    /// <summary>All collections with their counts, by name.</summary>
    public ValueTask<List<CollectionSummary>> ListAsync(CancellationToken cancellationToken) => database.ReadAsync(
        session => session.QueryAsync(
            $"""
             select {Columns},
               (select count(*) from documents d where d.collection = c.name),
               (select coalesce(sum(d.chunks), 0) from documents d where d.collection = c.name),
               (select coalesce(sum(d.characters), 0) from documents d where d.collection = c.name),
               (select count(*) from problems p where p.collection = c.name)
             from collections c order by name
             """,
            row => new CollectionSummary(Read(row), row.GetInt64(8), row.GetInt64(9), row.GetInt64(10), row.GetInt64(11))),
        cancellationToken);

    /// <summary>Makes a finished index build the one that is searched.</summary>
    /// <param name="name">The collection.</param>
    /// <param name="generation">The build.</param>
    /// <param name="embedder">Whose vectors it carries.</param>
    /// <param name="commit">Its newest commit.</param>
    /// <param name="cancellationToken">Stops before the switch.</param>
    public ValueTask<int> SwitchAsync(CollectionName name, int generation, EmbedderIdentity? embedder, long commit, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync("delete from pending where collection = @name", ("@name", name.Value));
                return await session.ExecuteAsync(
                    "update collections set generation = @generation, embedder = @embedder, dimensions = @dimensions, embedder_kind = @kind, index_commit = @commit where name = @name",
                    ("@generation", generation), ("@embedder", embedder?.Model), ("@dimensions", embedder?.Dimensions), ("@kind", embedder?.Kind.ToString()), ("@commit", commit), ("@name", name.Value));
            },
            cancellationToken);

    /// <summary>Notes whether a collection wants words alone, so that nothing is learnt from it by itself.</summary>
    public ValueTask<int> SetWordsAloneAsync(CollectionName name, bool isWordsAlone, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session => session.ExecuteAsync("update collections set words_alone = @words where name = @name", ("@words", isWordsAlone ? 1 : 0), ("@name", name.Value)), cancellationToken);

    /// <summary>Removes a collection and everything in it from the database.</summary>
    public ValueTask<int> RemoveAsync(CollectionName name, CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.ExecuteAsync("delete from collections where name = @name", ("@name", name.Value)), cancellationToken);

    private static ValueTask<Collection?> FindAsync(SqlSession session, CollectionName name) =>
        session.FirstAsync<Collection>($"select {Columns} from collections where name = @name", Read, ("@name", name.Value));

    private static Collection Read(DbDataReader row) => new(
        CollectionName.Parse(row.GetString(0)),
        DateTimeOffset.ParseExact(row.GetString(1), "O", CultureInfo.InvariantCulture),
        row.IsDBNull(2) ? null : new EmbedderIdentity(row.GetString(2), row.GetInt32(3), row.IsDBNull(6) ? EmbedderKind.Endpoint : Enum.Parse<EmbedderKind>(row.GetString(6))),
        row.GetInt32(4),
        row.GetInt64(5),
        row.GetInt64(7) != 0);
}
