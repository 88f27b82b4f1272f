using System.Text.Json;
using Groundwork.TestKit;
using Microsoft.Data.Sqlite;

namespace Groundwork.Sources.Tests;

public sealed class SqliteSourceTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    public SqliteSourceTests() => SQLitePCL.raw.SetProvider(new SQLitePCL.SQLite3Provider_e_sqlite3());

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Each_row_is_a_record_and_only_changed_rows_are_handed_on_again()
    {
        Execute("create table notes (id text primary key, body text, stars int); insert into notes values ('b/2', 'Pears', 2), ('a', 'Apples \uD83C\uDF4E', 1), ('ü', 'Plums', null)");
        var source = Source("select * from notes");
        var items = await source.ListAsync();
        items.Select(i => i.Path).ShouldBe(["sql:notes/a", "sql:notes/b/2", "sql:notes/ü"]);
        var record = JsonDocument.Parse(await items[0].TextAsync()).RootElement;
        (record.GetProperty("id").GetString(), record.GetProperty("text").GetString(), record.GetProperty("stars").GetInt32()).ShouldBe(("notes/a", "Apples \uD83C\uDF4E", 1));
        (await items[0].TextAsync()).Count(c => c == '\n').ShouldBe(1);

        var known = items.Cast<SourceItem.Present>().ToDictionary(i => i.Path, i => i.Version!, StringComparer.Ordinal);
        Execute("update notes set body = 'Figs' where id = 'a'; delete from notes where id = 'ü'");
        (await source.ListAsync(known)).Select(i => (i.GetType().Name, i.Path)).ShouldBe([("Present", "sql:notes/a"), ("Unchanged", "sql:notes/b/2")]);
        source.Covers("sql:notes/ü").ShouldBeTrue();
        source.Covers("sql:notes2/ü").ShouldBeFalse();
    }

    [Fact]
    public async Task A_query_that_does_not_fit_is_told_before_anything_is_handed_on()
    {
        Execute("create table notes (id text, body text); insert into notes values ('a', 'x'), ('a', 'y'), (null, 'z')");
        (await Source("select * from notes").MustFailAsync()).Message.ShouldContain("Two rows have the key \"a\"");
        (await Source("select * from notes where id is null").MustFailAsync()).Message.ShouldContain("nothing usable");
        (await Source("select id from notes").MustFailAsync()).Message.ShouldContain("no column \"body\"");
        (await Source("select id, body, body as Body from notes").MustFailAsync()).Message.ShouldContain("more than one");
        (await Source("select * from missing").MustFailAsync()).Message.ShouldContain("missing");
        (await Source("select id, body from notes where").MustFailAsync()).Failure.ShouldBe(SourceFailure.BadSpecification);
    }

    [Fact]
    public async Task The_file_must_exist_be_a_database_and_stays_as_it_is()
    {
        (await Source("select 1").MustFailAsync()).Failure.ShouldBe(SourceFailure.NotFound);
        File.Exists(_folder.File("notes.db")).ShouldBeFalse();
        _folder.Write("notes.db", new string('x', 5000));
        (await Source("select * from notes").MustFailAsync()).Message.ShouldContain("no SQLite database");
        File.Delete(_folder.File("notes.db"));
        Execute("create table notes (id text, body text)");
        (await Source("with x as (select 1) insert into notes select 'a', 'b'").MustFailAsync()).Failure.ShouldBe(SourceFailure.BadSpecification);
        (await Source("select * from notes").ListAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_query_without_end_is_interrupted()
    {
        Execute("create table notes (id text, body text)");
        var source = Source("with recursive n (i) as (select 1 union all select i + 1 from n) select max(i) as id, 'x' as body from n", timeout: TimeSpan.FromMilliseconds(100));
        (await Task.Run(() => source.MustFailAsync())).Failure.ShouldBe(SourceFailure.TimedOut);
    }

    [Fact]
    public async Task A_row_that_is_too_large_is_skipped()
    {
        Execute("create table notes (id text, body text); insert into notes values ('a', 'short'), ('b', replace(hex(zeroblob(5000)), '0', 'x'))");
        var items = await Source("select * from notes", maxRowBytes: 5000).ListAsync();
        items[0].ShouldBeOfType<SourceItem.Present>();
        items[1].ShouldBeOfType<SourceItem.Skipped>().Reason.ShouldContain("5000");
    }

    [Fact]
    public async Task Ten_thousand_rows_can_be_opened_after_the_listing()
    {
        Execute("create table notes (id integer, body text); with recursive n (i) as (select 1 union all select i + 1 from n where i < 10000) insert into notes select i, 'text ' || i from n");
        var items = await Source("select * from notes").ListAsync();
        items.Count.ShouldBe(10_000);
        foreach (var i in new[] { 0, 5000, 9999 }) (await items[i].TextAsync()).ShouldContain($"\"text {items[i].Path["sql:notes/".Length..]}\"");
        Directory.GetFiles(_folder.Path, "*.spool").ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("a\nb")]
    public void A_name_that_would_break_paths_is_refused(string name) =>
        Should.Throw<SourceException>(() => new SqlSource("sqlite:x", new SqlOptions { Name = name, Query = "select 1" }, Access)).Failure.ShouldBe(SourceFailure.BadSpecification);

    private SqlAccess Access => new(TimeProvider.System, _folder.Path, _ => null);

    private SqlSource Source(string query, TimeSpan? timeout = null, int maxRowBytes = 1 << 20) =>
        new("sqlite:" + _folder.File("notes.db"), new SqlOptions { Name = "notes", Query = query, Text = ["body"], Timeout = timeout ?? TimeSpan.FromSeconds(60), MaxRowBytes = maxRowBytes }, Access);

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_folder.File("notes.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
