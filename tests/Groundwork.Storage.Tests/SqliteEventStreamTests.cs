using Groundwork.TestKit;

namespace Groundwork.Storage.Tests;

public sealed class SqliteEventStreamTests : EventStreamContract
{
    private readonly TemporaryDirectory _folder = new();
    private SqliteDatabase? _database;

    protected override async Task<IEventStreams> OpenAsync()
    {
        _database = await SqliteDatabase.OpenAsync(_folder.File("groundwork.db"), SqlEventStreams.Migrations, Clock, default);
        return new SqlEventStreams(_database, Clock);
    }

    public override async Task DisposeAsync()
    {
        if (_database is not null) await _database.DisposeAsync();
        _folder.Dispose();
    }
}
