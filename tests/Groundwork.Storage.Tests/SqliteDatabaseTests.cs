using Groundwork.TestKit;

namespace Groundwork.Storage.Tests;

public sealed class SqliteDatabaseTests : IDisposable
{
    private static readonly Migration[] OneTable = [new("room", 1, "things", "create table things (name {text} primary key, size {long} not null)")];

    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_is_written_is_there_after_reopening()
    {
        await using (var database = await Open(OneTable))
            await Insert(database, "a", 1);
        await using var again = await Open(OneTable);
        (await Count(again)).ShouldBe(1);
    }

    [Fact]
    public async Task A_write_that_throws_leaves_nothing()
    {
        await using var database = await Open(OneTable);
        await Should.ThrowAsync<InvalidOperationException>(async () => await database.WriteAsync<int>(
            async session =>
            {
                await session.ExecuteAsync("insert into things values (@n, 1)", ("@n", "lost"));
                throw new InvalidOperationException("on purpose");
            },
            default));
        (await Count(database)).ShouldBe(0);
    }

    [Fact]
    public async Task The_version_changes_with_every_write_of_whatever_connection_and_never_without_one()
    {
        await using var one = await Open(OneTable);
        await using var two = await Open(OneTable);
        var seen = new HashSet<long>();
        foreach (var writer in new[] { one, two, one })
        {
            (await one.VersionAsync(default)).ShouldBe(await one.VersionAsync(default));
            seen.Add(await one.VersionAsync(default));
            await Count(two);
            await Insert(writer, $"n{seen.Count}", 1);
        }

        seen.Add(await one.VersionAsync(default));
        seen.Count.ShouldBe(4);
    }

    [Fact]
    public async Task Concurrent_writers_all_get_through()
    {
        await using var one = await Open(OneTable);
        await using var two = await Open(OneTable);
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(() => Insert(i % 2 == 0 ? one : two, $"n{i}", i))));
        (await Count(one)).ShouldBe(40);
    }

    [Fact]
    public async Task A_migration_runs_once_and_a_later_one_is_added()
    {
        await using (await Open(OneTable)) { }
        Migration[] two = [.. OneTable, new("room", 2, "colour", "alter table things add column colour {text}")];
        await using (await Open(two)) { }
        await using var database = await Open(two);
        await database.WriteAsync(s => s.ExecuteAsync("insert into things (name, size, colour) values ('a', 1, 'red')"), default);
    }

    [Fact]
    public async Task Data_of_a_newer_program_is_refused_by_name()
    {
        await using (await Open([.. OneTable, new("room", 2, "colour", "alter table things add column colour {text}")])) { }
        var problem = await Should.ThrowAsync<StorageException>(async () => await Open(OneTable));
        problem.Failure.ShouldBe(StorageFailure.Newer);
        problem.Message.ShouldContain("version 2");
        problem.Message.ShouldContain("--data");
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_named_and_kept()
    {
        var path = _folder.Write("groundwork.db", new string('x', 5000));
        var problem = await Should.ThrowAsync<StorageException>(async () => await Open(OneTable));
        problem.Failure.ShouldBe(StorageFailure.Damaged);
        problem.Message.ShouldContain(path);
        new FileInfo(path).Length.ShouldBe(5000);
    }

    [Fact]
    public async Task A_missing_folder_is_named()
    {
        var problem = await Should.ThrowAsync<StorageException>(async () =>
            await SqliteDatabase.OpenAsync(_folder.File("no/such/groundwork.db"), OneTable, TimeProvider.System, default));
        problem.Failure.ShouldBe(StorageFailure.Unavailable);
        problem.Message.ShouldContain("no/such");
    }

    [Fact]
    public async Task A_cancelled_write_is_a_cancellation_and_leaves_nothing()
    {
        await using var database = await Open(OneTable);
        using var cancel = new CancellationTokenSource();
        await Should.ThrowAsync<OperationCanceledException>(async () => await database.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync("insert into things values ('a', 1)");
                await cancel.CancelAsync();
                return await session.ExecuteAsync("insert into things values ('b', 2)");
            },
            cancel.Token));
        (await Count(database)).ShouldBe(0);
    }

    [Fact]
    public async Task Purged_text_is_in_no_file_of_the_database()
    {
        const string Canary = "canary-7f3d-unique-text";
        await using var database = await Open(OneTable);
        await Insert(database, Canary, 1);
        Bytes(Canary).ShouldBeTrue("control: the text must be findable before it is deleted");
        await database.WriteAsync(s => s.ExecuteAsync("delete from things"), default);
        await database.PurgeAsync(default);
        Bytes(Canary).ShouldBeFalse();
    }

    [Fact]
    public async Task A_healthy_database_verifies_clean_and_a_scribbled_one_does_not()
    {
        await using (var database = await Open(OneTable))
        {
            for (var i = 0; i < 2000; i++) await Insert(database, $"name-{i}", i);
            (await database.VerifyAsync(default)).ShouldBeEmpty();
            await database.PurgeAsync(default);
        }

        var path = _folder.File("groundwork.db");
        var content = await File.ReadAllBytesAsync(path);
        for (var i = content.Length / 2; i < (content.Length / 2) + 6000 && i < content.Length; i++) content[i] ^= 0x5a;
        await File.WriteAllBytesAsync(path, content);
        await using var damaged = await Open(OneTable);
        var found = false;
        try
        {
            found = (await damaged.VerifyAsync(default)).Count > 0;
        }
        catch (StorageException problem)
        {
            found = problem.Failure == StorageFailure.Damaged;
        }

        found.ShouldBeTrue();
    }

    private ValueTask<SqliteDatabase> Open(Migration[] migrations) =>
        SqliteDatabase.OpenAsync(_folder.File("groundwork.db"), migrations, TimeProvider.System, default);

    private static async Task Insert(SqliteDatabase database, string name, int size) =>
        await database.WriteAsync(s => s.ExecuteAsync("insert into things (name, size) values (@n, @s)", ("@n", name), ("@s", size)), default);

    private static async Task<long> Count(SqliteDatabase database) =>
        await database.ReadAsync(s => s.CountAsync("select count(*) from things"), default);

    private bool Bytes(string text)
    {
        var wanted = System.Text.Encoding.UTF8.GetBytes(text);
        return Directory.EnumerateFiles(_folder.Path).Any(file =>
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var content = new byte[stream.Length];
            stream.ReadExactly(content);
            return content.AsSpan().IndexOf(wanted) >= 0;
        });
    }
}
