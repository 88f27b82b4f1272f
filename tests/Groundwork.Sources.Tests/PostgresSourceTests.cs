using System.Text.Json;
using Groundwork.Sources.Tests.Sql;
using Groundwork.TestKit;

namespace Groundwork.Sources.Tests;

public sealed class PostgresSourceTests(PostgresServer server) : IClassFixture<PostgresServer>, IDisposable
{
    private readonly TemporaryDirectory _spool = new();

    public void Dispose() => _spool.Dispose();

    [PostgresFact]
    public async Task Rows_become_records_with_values_of_their_own_types()
    {
        server.Execute("create table notes (id bigint primary key, title text, body text, more text, stars int, price numeric, open boolean, at timestamptz, day date, tags text[], raw bytea, void text)");
        server.Execute("insert into notes values (1, 'One', 'Apples', 'Pears', 3, 2.50, true, '2026-01-02 03:04:05+00', '2026-05-06', '{red,green}', '\\x00', null), (2, null, 'Plums', null, null, 'NaN', null, null, null, null, null, null)");
        var source = Source("select id, title, body, more, stars, price, open, at, day, tags, raw, void from notes", text: ["body", "more"], title: "title");
        var items = await source.ListAsync();
        items.Select(i => i.Path).ShouldBe(["sql:notes/1", "sql:notes/2"]);
        items.Cast<SourceItem.Present>().ShouldAllBe(i => i.MediaType == "application/jsonl");
        var record = JsonDocument.Parse(await items[0].TextAsync()).RootElement;
        record.GetProperty("id").GetString().ShouldBe("notes/1");
        record.GetProperty("title").GetString().ShouldBe("One");
        record.GetProperty("text").GetString().ShouldBe("Apples\n\nPears");
        record.GetProperty("stars").GetInt32().ShouldBe(3);
        record.GetProperty("price").GetDecimal().ShouldBe(2.50m);
        record.GetProperty("open").GetBoolean().ShouldBeTrue();
        record.GetProperty("at").GetString().ShouldBe("2026-01-02T03:04:05Z");
        record.GetProperty("day").GetString().ShouldBe("2026-05-06");
        record.GetProperty("tags").GetArrayLength().ShouldBe(2);
        record.EnumerateObject().Select(p => p.Name).ShouldNotContain("raw", StringComparer.Ordinal);

        var known = items.Cast<SourceItem.Present>().ToDictionary(i => i.Path, i => i.Version!, StringComparer.Ordinal);
        server.Execute("update notes set stars = 4 where id = 1");
        (await source.ListAsync(known)).Select(i => i.GetType()).ShouldBe([typeof(SourceItem.Present), typeof(SourceItem.Unchanged)]);
    }

    [PostgresFact]
    public async Task A_query_cannot_write_even_through_a_function()
    {
        server.Execute("create table victims (id int); create function harm() returns int language sql as 'insert into victims values (1) returning id'");
        (await Source("select harm() as id, 'x' as text").MustFailAsync()).Message.ShouldContain("read-only");
        (await Source("with gone as (insert into victims values (2) returning id) select id, 'x' as text from gone").MustFailAsync()).Message.ShouldContain("read-only");
    }

    [PostgresFact]
    public async Task A_query_that_takes_too_long_is_ended()
    {
        var problem = await Source("select pg_sleep(600)::text as id, 'x' as text", TimeSpan.FromMilliseconds(200)).MustFailAsync();
        problem.Failure.ShouldBe(SourceFailure.TimedOut);
    }

    [PostgresFact]
    public async Task A_password_is_taken_from_the_environment_and_appears_nowhere()
    {
        var url = FormattableString.Invariant($"postgres://postgres:{PostgresServer.Password}@127.0.0.1:{server.Port}/postgres?sslmode=disable");
        var source = Source("select 1 as id, 'x' as text", secret: url);
        (await source.ListAsync()).ShouldHaveSingleItem();
        source.Identity.ShouldNotContain(PostgresServer.Password);

        var problem = Should.Throw<SourceException>(() => new SqlSource($"{server.Settings};Password={PostgresServer.Password}", new SqlOptions { Name = "x", Query = "select 1" }, Access("")));
        problem.ToString().ShouldNotContain(PostgresServer.Password);
        foreach (var secret in new[] { $"{server.Settings};Password=wrong-{PostgresServer.Password}", $"Host=127.0.0.1;Port=1;Password={PostgresServer.Password}", $"nonsense {PostgresServer.Password}", "" })
            (await Source("select 1 as id", secret: secret).MustFailAsync()).ToString().ShouldNotContain(PostgresServer.Password);
    }

    private SqlSource Source(string query, TimeSpan? timeout = null, IReadOnlyList<string>? text = null, string? title = null, string? secret = null) => new(
        "env:NOTES_DATABASE",
        new SqlOptions { Name = "notes", Query = query, Text = text ?? ["text"], Title = title, Timeout = timeout ?? TimeSpan.FromSeconds(60) },
        Access(secret ?? $"{server.Settings};Password={PostgresServer.Password}"));

    private SqlAccess Access(string secret) => new(TimeProvider.System, _spool.Path, name => name is "NOTES_DATABASE" ? secret : null);
}
