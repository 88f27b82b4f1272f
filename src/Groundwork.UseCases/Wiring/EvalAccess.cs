using Groundwork.Evals;
using Groundwork.Storage;
using Groundwork.UseCases.Experimenting;
using Groundwork.UseCases.Monitoring;

namespace Groundwork.UseCases.Wiring;

/// <summary>The database of evaluations, opened when it is first needed: most commands need none.</summary>
/// <param name="settings">What the installation is told.</param>
/// <param name="time">Clock.</param>
internal sealed class EvalAccess(Settings settings, TimeProvider time) : IAsyncDisposable
{
    private readonly SemaphoreSlim _opening = new(1, 1);
    private SqliteDatabase? _database;

    /// <summary>True when there is a database, so that those who only look need not make one.</summary>
    public bool Exists => _database is not null || File.Exists(Path.Combine(settings.DataDirectory, EvalSchema.FileName));

    /// <summary>The database.</summary>
    public async ValueTask<IDatabase> OpenAsync(CancellationToken cancellationToken)
    {
        if (_database is { } open) return open;
        await _opening.WaitAsync(cancellationToken);
        try
        {
            return _database ??= await SqliteDatabase.OpenAsync(Path.Combine(settings.DataDirectory, EvalSchema.FileName), Migrations, time, cancellationToken);
        }
        finally
        {
            _opening.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_database is not null) await _database.DisposeAsync();
        _opening.Dispose();
    }

    private static IReadOnlyList<Migration> Migrations { get; } = [.. EvalSchema.Migrations, .. CertificateStore.Migrations, .. ReviewStore.Migrations, .. ExperimentStore.Migrations, .. AlarmStore.Migrations];
}
