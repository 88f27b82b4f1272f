using System.Globalization;
using Groundwork.Documents;
using Groundwork.Language;
using Groundwork.Storage;

namespace Groundwork.Knowledge.Ingestion;

/// <summary>What an ingestion needs to know of a collection's files, and what it notes about them.</summary>
internal sealed class IngestStore(IDatabase database, CollectionName collection, TimeProvider time)
{
    /// <summary>Every known path. One query per table, however many files there are.</summary>
    public async ValueTask<Dictionary<string, KnownFile>> LoadAsync(CancellationToken cancellationToken)
    {
        var known = new Dictionary<string, KnownFile>(StringComparer.Ordinal);
        return await database.ReadAsync(
            async session =>
            {
                await session.QueryAsync(
                    "select s.path, s.hash, s.reading, v.version from sources s left join source_versions v on v.collection = s.collection and v.path = s.path where s.collection = @collection",
                    row =>
                    {
                        var file = Of(row.GetString(0));
                        (file.Hash, file.Reading, file.Version) = (new ContentHash(row.GetString(1)), row.GetString(2), row.IsDBNull(3) ? null : row.GetString(3));
                        return 0;
                    },
                    ("@collection", collection.Value));
                await session.QueryAsync(
                    "select path, count(*), min(id), min(hash) from documents where collection = @collection group by path",
                    row =>
                    {
                        var file = Of(row.GetString(0));
                        file.Documents = row.GetInt32(1);
                        if (file.Documents == 1) (file.OnlyDocument, file.OnlyHash) = (new DocumentId(row.GetString(2)), new ContentHash(row.GetString(3)));
                        return 0;
                    },
                    ("@collection", collection.Value));
                await session.QueryAsync(
                    "select path, place, reason, message from problems where collection = @collection order by path, place",
                    row =>
                    {
                        Of(row.GetString(0)).Problems.Add(new FileProblem(row.GetString(1), Enum.Parse<UnreadableReason>(row.GetString(2)), row.GetString(3)));
                        return 0;
                    },
                    ("@collection", collection.Value));
                return known;
            },
            cancellationToken);

        KnownFile Of(string path)
        {
            if (!known.TryGetValue(path, out var file)) known.Add(path, file = new KnownFile());
            return file;
        }
    }

    /// <summary>Notes files as read, with their problems, and completes their jobs, in one transaction.</summary>
    public ValueTask<int> FinishAsync(IReadOnlyList<FinishedFile> files, string reading, JobQueue jobs, string owner, CancellationToken cancellationToken) => database.WriteAsync(
        async session =>
        {
            foreach (var file in files)
            {
                if (file.Hash is { } hash) await PutAsync(session, file, hash, reading);
                await ReplaceProblemsAsync(session, file.Path, file.Problems);
                if (file.Job is { } job) await jobs.CompleteAsync(session, owner, job);
            }

            return files.Count;
        },
        cancellationToken);

    /// <summary>Forgets files and their jobs, in one transaction; their documents are removed apart.</summary>
    public ValueTask<int> ForgetAsync(IReadOnlyCollection<string> paths, JobQueue jobs, CancellationToken cancellationToken) => database.WriteAsync(
        async session =>
        {
            foreach (var path in paths)
            {
                await session.ExecuteAsync("delete from problems where collection = @collection and path = @path", ("@collection", collection.Value), ("@path", path));
                await session.ExecuteAsync("delete from source_versions where collection = @collection and path = @path", ("@collection", collection.Value), ("@path", path));
                await session.ExecuteAsync("delete from sources where collection = @collection and path = @path", ("@collection", collection.Value), ("@path", path));
            }

            return await jobs.RemoveAsync(session, paths);
        },
        cancellationToken);

    private async ValueTask PutAsync(SqlSession session, FinishedFile file, ContentHash hash, string reading)
    {
        await session.ExecuteAsync(
            """
            insert into sources (collection, path, hash, reading, bytes, read_at) values (@collection, @path, @hash, @reading, @bytes, @at)
            on conflict (collection, path) do update set hash = excluded.hash, reading = excluded.reading, bytes = excluded.bytes, read_at = excluded.read_at
            """,
            ("@collection", collection.Value), ("@path", file.Path), ("@hash", hash.Hex), ("@reading", reading), ("@bytes", file.Bytes), ("@at", Now()));
        await session.ExecuteAsync("delete from source_versions where collection = @collection and path = @path", ("@collection", collection.Value), ("@path", file.Path));
        if (file.Version is { } version)
            await session.ExecuteAsync(
                "insert into source_versions (collection, path, version) values (@collection, @path, @version)", ("@collection", collection.Value), ("@path", file.Path), ("@version", version));
    }

    private async ValueTask ReplaceProblemsAsync(SqlSession session, string path, IReadOnlyList<FileProblem> problems)
    {
        await session.ExecuteAsync("delete from problems where collection = @collection and path = @path", ("@collection", collection.Value), ("@path", path));
        foreach (var (place, reason, message) in problems)
            await session.ExecuteAsync(
                "insert into problems (collection, path, place, reason, message, noted_at) values (@collection, @path, @place, @reason, @message, @at) on conflict do nothing",
                ("@collection", collection.Value), ("@path", path), ("@place", place), ("@reason", reason.ToString()), ("@message", message), ("@at", Now()));
    }

    private string Now() => time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture);
}
