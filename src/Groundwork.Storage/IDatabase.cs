namespace Groundwork.Storage;

/// <summary>One database. Safe for concurrent use.</summary>
public interface IDatabase : IAsyncDisposable
{
    /// <summary>Runs <paramref name="work"/> on one consistent view of the data.</summary>
    /// <exception cref="StorageException">The database cannot do its work.</exception>
    ValueTask<T> ReadAsync<T>(Func<SqlSession, ValueTask<T>> work, CancellationToken cancellationToken);

    /// <summary>
    /// Runs <paramref name="work"/> in a write transaction that commits when it returns and leaves nothing when it throws. Writers of
    /// one process wait for each other.
    /// </summary>
    /// <exception cref="StorageException">The database cannot do its work.</exception>
    ValueTask<T> WriteAsync<T>(Func<SqlSession, ValueTask<T>> work, CancellationToken cancellationToken);

    /// <summary>A number that is another one after anything was written, by whatever process; equal numbers mean equal data.</summary>
    /// <remarks>Takes microseconds, so that what was read can be kept and still be right.</remarks>
    /// <exception cref="StorageException">The database cannot do its work.</exception>
    ValueTask<long> VersionAsync(CancellationToken cancellationToken);

    /// <summary>Rewrites what deleting left behind, so that deleted bytes are in no file of the database.</summary>
    ValueTask PurgeAsync(CancellationToken cancellationToken);

    /// <summary>Checks every page and index.</summary>
    /// <returns>The problems found; empty when there are none.</returns>
    ValueTask<IReadOnlyList<string>> VerifyAsync(CancellationToken cancellationToken);
}
