using System.Globalization;
using Groundwork.Storage;

namespace Groundwork.UseCases.Monitoring;

/// <summary>Alarms that were sent and still hold.</summary>
/// <param name="database">Opened with <see cref="Migrations"/>.</param>
internal sealed class AlarmStore(IDatabase database)
{
    /// <summary>The table of alarms.</summary>
    public static IReadOnlyList<Migration> Migrations { get; } =
    [
        new("alarms", 1, "alarms that hold", "create table alarms (collection {text} not null, alarm {text} not null, at {text} not null, primary key (collection, alarm))"),
    ];

    /// <summary>Names of the alarms of a collection.</summary>
    public async ValueTask<HashSet<string>> OfAsync(string collection, CancellationToken cancellationToken) =>
        [.. await database.ReadAsync(session => session.QueryAsync("select alarm from alarms where collection = @collection", row => row.GetString(0), ("@collection", collection)), cancellationToken)];

    /// <summary>Notes that an alarm was sent.</summary>
    public async ValueTask RaiseAsync(string collection, string alarm, DateTimeOffset at, CancellationToken cancellationToken) => await database.WriteAsync(
        session => session.ExecuteAsync(
            "insert into alarms (collection, alarm, at) values (@collection, @alarm, @at) on conflict (collection, alarm) do update set at = excluded.at",
            ("@collection", collection), ("@alarm", alarm), ("@at", at.ToString("O", CultureInfo.InvariantCulture))),
        cancellationToken);

    /// <summary>Notes that an alarm no longer holds: the next one is sent again.</summary>
    public async ValueTask ClearAsync(string collection, string alarm, CancellationToken cancellationToken) =>
        await database.WriteAsync(session => session.ExecuteAsync("delete from alarms where collection = @collection and alarm = @alarm", ("@collection", collection), ("@alarm", alarm)), cancellationToken);
}
