using System.Globalization;

namespace Groundwork.Storage.Sqlite;

/// <summary>Brings every room's schema up to date inside one transaction.</summary>
internal static class Migrations
{
    /// <summary>Runs the steps that this database has not seen.</summary>
    /// <returns>Steps applied.</returns>
    public static async ValueTask<int> ApplyAsync(SqlSession session, string path, IReadOnlyList<Migration> migrations, TimeProvider time)
    {
        await session.ExecuteAsync(
            "create table if not exists schema_versions (room {text} not null, version {long} not null, name {text} not null, applied_at {text} not null, primary key (room, version))");
        var applied = await session.QueryAsync("select room, version from schema_versions", row => (Room: row.GetString(0), Version: row.GetInt32(1)));
        foreach (var room in applied.GroupBy(a => a.Room, StringComparer.Ordinal))
        {
            var known = migrations.Where(m => string.Equals(m.Room, room.Key, StringComparison.Ordinal)).Select(m => m.Version).DefaultIfEmpty(0).Max();
            var present = room.Max(a => a.Version);
            if (present > known)
                throw new StorageException(
                    StorageFailure.Newer,
                    $"The database {path} holds version {present} of \"{room.Key}\"; this program knows up to version {known}. Use the newer program that wrote it, or choose another data directory with --data.");
        }

        var count = 0;
        foreach (var step in migrations.OrderBy(m => m.Room, StringComparer.Ordinal).ThenBy(m => m.Version))
        {
            if (applied.Contains((step.Room, step.Version))) continue;
            foreach (var statement in step.Sql.Split(";\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                await session.ExecuteAsync(statement);
            await session.ExecuteAsync(
                "insert into schema_versions (room, version, name, applied_at) values (@room, @version, @name, @at)",
                ("@room", step.Room), ("@version", step.Version), ("@name", step.Name),
                ("@at", time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture)));
            count++;
        }

        return count;
    }
}
