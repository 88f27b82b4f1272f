using Microsoft.Data.Sqlite;

namespace Groundwork.FrontDoors.Tests.Cli;

public sealed class DataDirectoryStories : IDisposable
{
    private readonly Terminal _terminal = new();

    public void Dispose() => _terminal.Dispose();

    [Fact]
    public async Task The_option_data_comes_before_the_environment_variable_and_that_before_my_home()
    {
        var named = _terminal.File("named one");
        (await DataOfAsync("--data", named)).ShouldBe(named);
        (await DataOfAsync()).ShouldBe(_terminal.Data);
        _terminal.With("GROUNDWORK_DATA", " ");
        (await DataOfAsync()).ShouldBe(Path.Combine(_terminal.File("home"), ".groundwork"));
        (await DataOfAsync("--data", "relative")).ShouldBe(_terminal.File("relative"));
    }

    [Fact]
    public async Task Data_of_a_newer_version_is_left_alone()
    {
        (await _terminal.RunAsync("status")).Well();
        SQLitePCL.Batteries_V2.Init();
        using (var database = new SqliteConnection($"Data Source={Path.Combine(_terminal.Data, "groundwork.db")};Pooling=False"))
        {
            database.Open();
            using var command = database.CreateCommand();
            command.CommandText = "insert into schema_versions (room, version, name, applied_at) select room, 999, 'from the future', applied_at from schema_versions limit 1";
            command.ExecuteNonQuery().ShouldBe(1);
        }

        var refused = (await _terminal.RunAsync("status")).Failed("GW1305");
        refused.Error.ShouldContain("999");
        refused.Error.ShouldContain("--data");
    }

    [Fact]
    public async Task A_data_directory_that_is_a_file_is_refused()
    {
        var file = _terminal.Write("a file", "content");
        var refused = (await _terminal.RunAsync("status", "--data", file)).Failed("GW1304");
        refused.Error.ShouldContain(file);
        File.ReadAllText(file).ShouldBe("content");
    }

    [Fact]
    public async Task A_database_that_is_something_else_is_refused_and_kept()
    {
        var file = _terminal.Write("data/groundwork.db", new string('x', 8192));
        (await _terminal.RunAsync("status")).Failed("GW1303");
        File.ReadAllText(file).ShouldBe(new string('x', 8192));
    }

    [UnprivilegedFact]
    public async Task A_data_directory_that_I_may_not_write_is_refused()
    {
        _terminal.Write("notes/a.md", "A note.");
        Directory.CreateDirectory(_terminal.Data);
        const UnixFileMode ReadOnly = (UnixFileMode)0b101_101_101;
        Terminal.SetMode(_terminal.Data, ReadOnly);
        var refused = (await _terminal.RunAsync(UnprivilegedFactAttribute.Prefix!, ["ingest", "notes"])).Failed("GW1304");
        refused.Error.ShouldContain(_terminal.Data);
        (await _terminal.RunAsync(UnprivilegedFactAttribute.Prefix!, ["status", "--data", Path.Combine(_terminal.Data, "below")])).Failed("GW1304");
    }

    [Theory]
    [InlineData("{ not json")]
    [InlineData("""{"reading":{"maxBytes":12}}""")]
    [InlineData("""{"chat":{"url":"http://127.0.0.1:1/v1"}}""")]
    [InlineData("""{"chta":{}}""")]
    public async Task A_wrong_setting_is_named(string settings)
    {
        _terminal.Write("data/settings.json", settings);
        (await _terminal.RunAsync("status")).Failed("GW1004", exitCode: 2);
    }

    [Fact]
    public async Task A_setting_changes_the_largest_document()
    {
        _terminal.Write("data/settings.json", """{ "reading": { "maxBytes": 2048 }, /* small */ }""");
        _terminal.Write("in/long.txt", string.Concat(Enumerable.Repeat("word ", 1000)));
        (await _terminal.RunAsync("ingest", "in", "--json")).Well().Json.GetProperty("failed")[0].GetProperty("code").GetString().ShouldBe("GW1604");
    }

    [Fact]
    public async Task Damage_is_found_and_rebuilding_heals_it()
    {
        _terminal.Write("notes/a.md", "The lighthouse keeper counts ships.");
        (await _terminal.RunAsync("ingest", "notes")).Well();
        var segment = Directory.EnumerateFiles(Path.Combine(_terminal.Data, "indexes"), "*.gws", SearchOption.AllDirectories).First();
        var bytes = await File.ReadAllBytesAsync(segment);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(segment, bytes);
        var broken = await _terminal.RunAsync("verify", "--json");
        broken.ExitCode.ShouldBe(1, broken.ToString());
        broken.Json.GetProperty("ok").GetBoolean().ShouldBeFalse();
        broken.Json.GetProperty("problems").GetArrayLength().ShouldBeGreaterThan(0);
        (await _terminal.RunAsync("reindex")).Well();
        (await _terminal.RunAsync("verify")).Well();
        (await _terminal.RunAsync("search", "lighthouse", "--json")).Well().Json.GetProperty("hits").GetArrayLength().ShouldBe(1);
    }

    private async Task<string> DataOfAsync(params string[] arguments) => (await _terminal.RunAsync(["status", "--json", .. arguments])).Well().Json.GetProperty("data").GetString()!;
}
