using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Groundwork.Evals;
using Groundwork.Storage;
using Groundwork.UseCases.Conversing;

namespace Groundwork.UseCases.Experimenting;

/// <summary>Experiments, one at a time for each collection.</summary>
/// <param name="database">Opened with <see cref="Migrations"/>.</param>
internal sealed class ExperimentStore(IDatabase database)
{
    private const string Columns = "name, collection, a, b, share, metric, started, stopped, kept";

    /// <summary>The table of experiments.</summary>
    public static IReadOnlyList<Migration> Migrations { get; } =
    [
        new("experiments", 1, "experiments with two settings", """
            create table experiments (
              key {serial}, name {text} not null unique, collection {text} not null, a {text} not null, b {text} not null, share {text} not null, metric {text} not null,
              started {text} not null, stopped {text}, kept {text});
            create unique index experiments_running on experiments (collection) where stopped is null
            """),
    ];

    /// <summary>Begins one.</summary>
    /// <exception cref="InvalidRequestException">There is one of this name, or another runs in the collection.</exception>
    public ValueTask<Experiment> StartAsync(Experiment wanted, CancellationToken cancellationToken) => database.WriteAsync(
        async session =>
        {
            if (await FindAsync(session, wanted.Name) is { } same) throw new InvalidRequestException($"There is an experiment \"{wanted.Name}\" in \"{same.Collection}\" already. Choose another name.");
            var latest = await LatestAsync(session, wanted.Collection);
            if (latest is { Stopped: null }) throw new InvalidRequestException($"The experiment \"{latest.Name}\" runs in \"{wanted.Collection}\". Stop it first with \"groundwork eval ab stop {latest.Name}\".");
            // What an earlier experiment left in use is what this one begins with.
            var a = latest is { Kept: { } kept } ? latest.Of(kept) : wanted.A;
            var started = wanted with { A = a, B = a.With(wanted.B) };
            await session.ExecuteAsync(
                "insert into experiments (name, collection, a, b, share, metric, started) values (@name, @collection, @a, @b, @share, @metric, @started)",
                ("@name", started.Name), ("@collection", started.Collection), ("@a", Text(started.A)), ("@b", Text(started.B)), ("@share", started.Share.ToString("R", CultureInfo.InvariantCulture)),
                ("@metric", started.Metric), ("@started", Text(started.Started)));
            return started;
        },
        cancellationToken);

    /// <summary>Ends one, or says anew what of an ended one is kept as long as no other began.</summary>
    /// <exception cref="InvalidRequestException">There is none of this name, or another began since.</exception>
    public ValueTask<Experiment> StopAsync(string name, Arm kept, DateTimeOffset now, CancellationToken cancellationToken) => database.WriteAsync(
        async session =>
        {
            var found = await FindAsync(session, name) ?? throw NotFound(name);
            if (await LatestAsync(session, found.Collection) is { } latest && !string.Equals(latest.Name, name, StringComparison.Ordinal))
                throw new InvalidRequestException($"\"{name}\" has ended, and \"{latest.Name}\" began since. Stop that one.");
            var ended = found with { Stopped = found.Stopped ?? now, Kept = kept };
            await session.ExecuteAsync("update experiments set stopped = @stopped, kept = @kept where name = @name", ("@stopped", Text(ended.Stopped.Value)), ("@kept", kept == Arm.B ? "b" : "a"), ("@name", name));
            return ended;
        },
        cancellationToken);

    /// <summary>One by its name.</summary>
    /// <exception cref="InvalidRequestException">There is none.</exception>
    public async ValueTask<Experiment> GetAsync(string name, CancellationToken cancellationToken) =>
        await database.ReadAsync(session => FindAsync(session, name), cancellationToken) ?? throw NotFound(name);

    /// <summary>All, the latest first.</summary>
    public async ValueTask<IReadOnlyList<Experiment>> ListAsync(CancellationToken cancellationToken) =>
        await database.ReadAsync(session => session.QueryAsync($"select {Columns} from experiments order by key desc", Read), cancellationToken);

    /// <summary>The latest of each collection: it says what is in use.</summary>
    public async ValueTask<IReadOnlyList<Experiment>> LatestAsync(CancellationToken cancellationToken) =>
        await database.ReadAsync(session => session.QueryAsync($"select {Columns} from experiments where key in (select max(key) from experiments group by collection)", Read), cancellationToken);

    private static ValueTask<Experiment?> FindAsync(SqlSession session, string name) =>
        session.FirstAsync<Experiment?>($"select {Columns} from experiments where name = @name", Read, ("@name", name));

    private static ValueTask<Experiment?> LatestAsync(SqlSession session, string collection) =>
        session.FirstAsync<Experiment?>($"select {Columns} from experiments where collection = @collection order by key desc limit 1", Read, ("@collection", collection));

    private static Experiment Read(DbDataReader row) => new(
        row.GetString(0), row.GetString(1), Settings(row.GetString(2)), Settings(row.GetString(3)), double.Parse(row.GetString(4), CultureInfo.InvariantCulture), row.GetString(5), ConversationStore.TimeOf(row.GetString(6)),
        row.IsDBNull(7) ? null : ConversationStore.TimeOf(row.GetString(7)), row.IsDBNull(8) ? null : string.Equals(row.GetString(8), "b", StringComparison.Ordinal) ? Arm.B : Arm.A);

    private static ArmSettings Settings(string text) => JsonSerializer.Deserialize(text, ExperimentJson.Default.ArmSettings)!;

    private static string Text(ArmSettings settings) => JsonSerializer.Serialize(settings, ExperimentJson.Default.ArmSettings);

    private static string Text(DateTimeOffset at) => at.ToString("O", CultureInfo.InvariantCulture);

    private static InvalidRequestException NotFound(string name) => new($"There is no experiment \"{name}\". List them with \"groundwork eval ab list\".");
}
