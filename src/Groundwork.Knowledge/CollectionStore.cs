using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using Groundwork.Documents;
using Groundwork.Storage;

namespace Groundwork.Knowledge;

/// <summary>Collections in the database.</summary>
/// <param name="database">Opened with <see cref="KnowledgeSchema.Migrations"/>.</param>
/// <param name="time">Clock for creation times.</param>
public sealed class CollectionStore(IDatabase database, TimeProvider time)
{
    private const string Columns =
        "c.name, c.created_at, c.words_alone, c.steps, g.number, g.plan, g.chunking, g.embedder, g.dimensions, g.embedder_kind, g.index_commit, g.state, g.made_at";

    private const string InUse = "collections c join generations g on g.collection = c.name and g.state = 'InUse'";

    private const int FirstOfGeneration = 4;

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

    /// <summary>The collection of this name, made if there is none. An existing one keeps its embedder and its chunking.</summary>
    /// <param name="name">The collection.</param>
    /// <param name="embedder">Whose vectors a new one will carry; null for none, or for what is learnt from it later.</param>
    /// <param name="plan">How a new one cuts its documents.</param>
    /// <param name="cancellationToken">Stops before anything is made.</param>
    public ValueTask<Collection> GetOrMakeAsync(CollectionName name, EmbedderIdentity? embedder, ChunkingPlan plan, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                ArgumentNullException.ThrowIfNull(plan);
                if (await session.ExecuteAsync("insert into collections (name, created_at) values (@name, @at) on conflict (name) do nothing", ("@name", name.Value), ("@at", Now())) > 0)
                    await session.ExecuteAsync(
                        """
                        insert into generations (collection, number, plan, chunking, embedder, dimensions, embedder_kind, index_commit, state, made_at)
                        values (@name, 1, @plan, @chunking, @embedder, @dimensions, @kind, 0, 'InUse', @at)
                        """,
                        ("@name", name.Value), ("@plan", plan.ToString()), ("@chunking", plan.Fingerprint), ("@embedder", embedder?.Model), ("@dimensions", embedder?.Dimensions),
                        ("@kind", embedder?.Kind.ToString()), ("@at", Now()));
                return (await FindAsync(session, name))!;
            },
            cancellationToken);

    /// <summary>All collections with their counts, by name.</summary>
    public ValueTask<List<CollectionSummary>> ListAsync(CancellationToken cancellationToken) => database.ReadAsync(
        session => session.QueryAsync(
            $"""
             select {Columns},
               (select count(*) from documents d where d.collection = c.name),
               (select count(*) from chunks k where k.collection = c.name and k.chunking = g.chunking),
               (select coalesce(sum(d.characters), 0) from documents d where d.collection = c.name),
               (select count(*) from problems p where p.collection = c.name)
             from {InUse} order by c.name
             """,
            row => new CollectionSummary(Read(row), row.GetInt64(13), row.GetInt64(14), row.GetInt64(15), row.GetInt64(16))),
        cancellationToken);

    /// <summary>The generations of a collection, the oldest first.</summary>
    public ValueTask<List<Generation>> GenerationsAsync(CollectionName name, CancellationToken cancellationToken) => database.ReadAsync(
        session => session.QueryAsync(
            "select number, plan, chunking, embedder, dimensions, embedder_kind, index_commit, state, made_at from generations where collection = @name order by number",
            row => ReadGeneration(row, 0),
            ("@name", name.Value)),
        cancellationToken);

    /// <summary>Notes that a generation is being built.</summary>
    /// <returns>It, with the next free number.</returns>
    public ValueTask<Generation> BeginAsync(CollectionName name, ChunkingPlan plan, CancellationToken cancellationToken) => database.WriteAsync(
        async session =>
        {
            ArgumentNullException.ThrowIfNull(plan);
            var number = (int)await session.CountAsync("select max(number) + 1 from generations where collection = @name", ("@name", name.Value));
            await session.ExecuteAsync(
                """
                insert into generations (collection, number, plan, chunking, index_commit, state, made_at)
                values (@name, @number, @plan, @chunking, 0, 'Building', @at)
                """,
                ("@name", name.Value), ("@number", number), ("@plan", plan.ToString()), ("@chunking", plan.Fingerprint), ("@at", Now()));
            return new Generation(number, plan.ToString(), plan.Fingerprint, null, 0, GenerationState.Building, time.GetUtcNow());
        },
        cancellationToken);

    /// <summary>Makes a finished generation the one in use, in one step.</summary>
    /// <param name="name">The collection.</param>
    /// <param name="generation">The finished build, with its embedder and commit.</param>
    /// <param name="keepsEarlier">True keeps the one in use so far, and forgets one kept before it; false forgets the one in use so far.</param>
    /// <param name="cancellationToken">Stops before the switch.</param>
    public ValueTask<int> SwitchAsync(CollectionName name, Generation generation, bool keepsEarlier, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                ArgumentNullException.ThrowIfNull(generation);
                await session.ExecuteAsync($"delete from generations where collection = @name and state = '{(keepsEarlier ? GenerationState.Kept : GenerationState.InUse)}'", ("@name", name.Value));
                await session.ExecuteAsync("update generations set state = 'Kept' where collection = @name and state = 'InUse'", ("@name", name.Value));
                return await session.ExecuteAsync(
                    "update generations set state = 'InUse', embedder = @embedder, dimensions = @dimensions, embedder_kind = @kind, index_commit = @commit where collection = @name and number = @number",
                    ("@embedder", generation.Embedder?.Model), ("@dimensions", generation.Embedder?.Dimensions), ("@kind", generation.Embedder?.Kind.ToString()),
                    ("@commit", generation.Commit), ("@name", name.Value), ("@number", generation.Number));
            },
            cancellationToken);

    /// <summary>Exchanges the generation in use and the one that is kept, in one step.</summary>
    /// <returns>False when none is kept; nothing has changed then.</returns>
    public ValueTask<bool> RollBackAsync(CollectionName name, CancellationToken cancellationToken) => database.WriteAsync(
        async session => await session.ExecuteAsync(
            """
            update generations set state = case state when 'InUse' then 'Kept' else 'InUse' end
            where collection = @name and state in ('InUse', 'Kept') and exists (select 1 from generations where collection = @name and state = 'Kept')
            """,
            ("@name", name.Value)) > 0,
        cancellationToken);

    /// <summary>Forgets a generation that is not in use.</summary>
    public ValueTask<int> ForgetAsync(CollectionName name, int number, CancellationToken cancellationToken) => database.WriteAsync(
        session => session.ExecuteAsync("delete from generations where collection = @name and number = @number and state <> 'InUse'", ("@name", name.Value), ("@number", number)),
        cancellationToken);

    /// <summary>Notes whether a collection wants words alone, so that nothing is learnt from it by itself.</summary>
    public ValueTask<int> SetWordsAloneAsync(CollectionName name, bool isWordsAlone, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session => session.ExecuteAsync("update collections set words_alone = @words where name = @name", ("@words", isWordsAlone ? 1 : 0), ("@name", name.Value)), cancellationToken);

    /// <summary>Keeps what happens between a question and its passages.</summary>
    /// <param name="name">The collection.</param>
    /// <param name="steps">The steps; null to go back to those that pay everywhere.</param>
    /// <param name="cancellationToken">Leaves everything as it was.</param>
    public ValueTask<int> SetStepsAsync(CollectionName name, IReadOnlyList<RetrievalStep>? steps, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session => session.ExecuteAsync("update collections set steps = @steps where name = @name", ("@steps", steps is null ? null : string.Join(',', steps)), ("@name", name.Value)), cancellationToken);

    /// <summary>Removes a collection and everything in it from the database.</summary>
    public ValueTask<int> RemoveAsync(CollectionName name, CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.ExecuteAsync("delete from collections where name = @name", ("@name", name.Value)), cancellationToken);

    private static ValueTask<Collection?> FindAsync(SqlSession session, CollectionName name) =>
        session.FirstAsync<Collection>($"select {Columns} from {InUse} where c.name = @name", Read, ("@name", name.Value));

    private static Collection Read(DbDataReader row) =>
        new(CollectionName.Parse(row.GetString(0)), ReadTime(row, 1), ReadGeneration(row, FirstOfGeneration), row.GetInt64(2) != 0)
        {
            Steps = row.IsDBNull(3) ? null : [.. row.GetString(3).Split(',', StringSplitOptions.RemoveEmptyEntries).Where(s => Enum.IsDefined(typeof(RetrievalStep), s)).Select(Enum.Parse<RetrievalStep>)],
        };

    private static Generation ReadGeneration(DbDataReader row, int first) => new(
        row.GetInt32(first), row.GetString(first + 1), row.GetString(first + 2),
        row.IsDBNull(first + 3) ? null : new EmbedderIdentity(row.GetString(first + 3), row.GetInt32(first + 4), row.IsDBNull(first + 5) ? EmbedderKind.Endpoint : Enum.Parse<EmbedderKind>(row.GetString(first + 5))),
        row.GetInt64(first + 6), Enum.Parse<GenerationState>(row.GetString(first + 7)), ReadTime(row, first + 8));

    private static DateTimeOffset ReadTime(DbDataReader row, int column) => DateTimeOffset.ParseExact(row.GetString(column), "O", CultureInfo.InvariantCulture);

    private string Now() => time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture);
}
