using System.Globalization;
using System.Runtime.CompilerServices;

namespace Groundwork.Storage;

/// <summary>Event streams in one table of a database.</summary>
/// <param name="database">The database; opened with <see cref="Migrations"/>.</param>
/// <param name="time">Clock for <see cref="RecordedEvent.At"/>.</param>
public sealed class SqlEventStreams(IDatabase database, TimeProvider time) : IEventStreams
{
    private const int PageRows = 256;

    /// <summary>The table of events.</summary>
    public static IReadOnlyList<Migration> Migrations { get; } =
    [
        new("streams", 1, "events", """
            create table events (
              stream {text} not null, version {long} not null, at {text} not null, type {text} not null, body {text} not null,
              primary key (stream, version))
            """),
    ];

    /// <inheritdoc />
    public async ValueTask<long> AppendAsync(
        StreamName stream, long expectedVersion, IReadOnlyList<StoredEvent> events, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(events);
        if (string.IsNullOrEmpty(stream.Value)) throw new ArgumentException("A stream has a name.", nameof(stream));
        if (events.Count == 0) throw new ArgumentException("There is nothing to append.", nameof(events));
        var at = time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture);
        return await database.WriteAsync(
            async session =>
            {
                var actual = await LastVersionAsync(session, stream);
                if (actual != expectedVersion) throw new StreamConflictException(stream, expectedVersion, actual);
                foreach (var appended in events)
                    await session.ExecuteAsync(
                        "insert into events (stream, version, at, type, body) values (@stream, @version, @at, @type, @body)",
                        ("@stream", stream.Value), ("@version", ++actual), ("@at", at), ("@type", appended.Type), ("@body", appended.Body));
                return actual;
            },
            cancellationToken);
    }

    /// <inheritdoc />
    public ValueTask<long> VersionAsync(StreamName stream, CancellationToken cancellationToken) =>
        database.ReadAsync(session => LastVersionAsync(session, stream), cancellationToken);

    /// <inheritdoc />
    public async IAsyncEnumerable<RecordedEvent> ReadAsync(
        StreamName stream, long afterVersion, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var from = afterVersion;
            var page = await database.ReadAsync(
                session => session.QueryAsync(
                    "select version, at, type, body from events where stream = @stream and version > @from order by version limit @rows",
                    row => new RecordedEvent(
                        stream,
                        row.GetInt64(0),
                        DateTimeOffset.ParseExact(row.GetString(1), "O", CultureInfo.InvariantCulture),
                        row.GetString(2),
                        row.GetString(3)),
                    ("@stream", stream.Value), ("@from", from), ("@rows", PageRows)),
                cancellationToken);
            foreach (var recorded in page) yield return recorded;
            if (page.Count < PageRows) yield break;
            afterVersion = page[^1].Version;
        }
    }

    private static ValueTask<long> LastVersionAsync(SqlSession session, StreamName stream) =>
        session.CountAsync("select max(version) from events where stream = @stream", ("@stream", stream.Value));
}
