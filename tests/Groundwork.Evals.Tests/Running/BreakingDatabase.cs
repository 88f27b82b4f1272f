using Groundwork.Storage;

namespace Groundwork.Evals.Tests.Running;

/// <summary>A database whose write number <paramref name="at"/> fails, before or after it was committed, as when the process is killed there. Everything after it fails too.</summary>
internal sealed class BreakingDatabase(IDatabase inner, int at, bool afterCommit) : IDatabase
{
    private int _writes;

    public bool HasBroken { get; private set; }

    public ValueTask<T> ReadAsync<T>(Func<SqlSession, ValueTask<T>> work, CancellationToken cancellationToken)
    {
        if (HasBroken) throw new StorageException(StorageFailure.Unavailable, "The database is gone.");
        return inner.ReadAsync(work, cancellationToken);
    }

    public async ValueTask<T> WriteAsync<T>(Func<SqlSession, ValueTask<T>> work, CancellationToken cancellationToken)
    {
        var isLast = Interlocked.Increment(ref _writes) >= at;
        if (isLast) HasBroken = true;
        if (isLast && !afterCommit) throw new StorageException(StorageFailure.Full, "The disk is full.");
        var result = await inner.WriteAsync(work, cancellationToken);
        return isLast ? throw new StorageException(StorageFailure.Unavailable, "The database is gone.") : result;
    }

    public ValueTask<long> VersionAsync(CancellationToken cancellationToken) => inner.VersionAsync(cancellationToken);

    public ValueTask PurgeAsync(CancellationToken cancellationToken) => inner.PurgeAsync(cancellationToken);

    public ValueTask<IReadOnlyList<string>> VerifyAsync(CancellationToken cancellationToken) => inner.VerifyAsync(cancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
