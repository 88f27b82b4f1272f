using Groundwork.Storage;
using Groundwork.TestKit;

namespace Groundwork.Evals.Tests.Storing;

/// <summary>An evals.db of its own for one test.</summary>
internal sealed class EvalDatabase : IAsyncDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private EvalDatabase()
    {
    }

    public ManualClock Clock { get; } = new();

    public IDatabase Database { get; private set; } = null!;

    public DatasetStore Datasets => new(Database, Clock);

    public RunStore Runs => new(Database);

    public Rescorer Rescorer => new(Database);

    public static async Task<EvalDatabase> OpenAsync()
    {
        var opened = new EvalDatabase();
        opened.Database = await opened.ReopenAsync();
        return opened;
    }

    /// <summary>Another connection to the same file, as another process has it. The caller disposes it.</summary>
    public async Task<IDatabase> ReopenAsync() => await SqliteDatabase.OpenAsync(_directory.File(EvalSchema.FileName), EvalSchema.Migrations, Clock, CancellationToken.None);

    public EvalRunner Runner(IDatabase? database = null) => new(database ?? Database, Clock);

    public async Task<DatasetVersion> SaveAsync(string name, params Sample[] samples) =>
        (await Datasets.SaveAsync(name, samples.ToAsyncEnumerable(), "a test", CancellationToken.None)).Version;

    public async Task<List<ScoredSample>> ReadAsync(EvalRun run, params string[] scorers) => await Runs.ReadAsync(run, scorers, CancellationToken.None).ToListAsync();

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        _directory.Dispose();
    }
}
