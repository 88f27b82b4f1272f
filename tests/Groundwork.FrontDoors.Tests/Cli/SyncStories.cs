namespace Groundwork.FrontDoors.Tests.Cli;

public sealed class SyncStories : IDisposable
{
    private readonly Terminal _terminal = new();

    public void Dispose() => _terminal.Dispose();

    [Fact]
    public async Task I_can_register_a_folder_see_what_would_change_and_keep_the_collection_level()
    {
        _terminal.Write("notes/a.md", "The heron stands still.");
        _terminal.Write("notes/drafts/b.md", "The marmot is a draft.");
        var added = (await _terminal.RunAsync("sources", "add", "folder", "notes", "--exclude", "drafts/", "--json")).Well().Json;
        added.GetProperty("name").GetString().ShouldBe("notes");
        added.GetProperty("place").GetString().ShouldBe(_terminal.File("notes"));

        var told = (await _terminal.RunAsync("sync", "--dry-run")).Well().Output;
        told.ShouldContain("1 new");
        told.ShouldContain("Left out by the pattern \"drafts/\"");
        (await _terminal.RunAsync("search", "heron", "--json")).Well().Json.GetProperty("hits").GetArrayLength().ShouldBe(0);

        (await _terminal.RunAsync("sync", "--json")).Well().Json.GetProperty("ingested").GetProperty("added").GetInt32().ShouldBe(1);
        (await _terminal.RunAsync("sources", "list")).Well().Output.ShouldContain("synced");

        // Everything is gone at once: that looks like an accident.
        File.Delete(_terminal.File("notes/a.md"));
        var held = await _terminal.RunAsync("sync");
        held.ExitCode.ShouldBe(1);
        held.Output.ShouldContain("--allow-gone");
        (await _terminal.RunAsync("search", "heron", "--json")).Well().Json.GetProperty("hits").GetArrayLength().ShouldBe(1);
        (await _terminal.RunAsync("sync", "notes", "--allow-gone", "--json")).Well().Json.GetProperty("ingested").GetProperty("removed").GetInt32().ShouldBe(1);

        (await _terminal.RunAsync("sources", "show", "notes")).Well().Output.ShouldContain("exclude: drafts/");
        (await _terminal.RunAsync("sources", "remove", "notes")).Well();
        (await _terminal.RunAsync("sync")).ExitCode.ShouldBe(2);
    }

    [Fact]
    public async Task A_site_at_a_private_address_is_not_asked_unless_I_allow_it()
    {
        (await _terminal.RunAsync("sources", "add", "web", "http://127.0.0.1:9/docs/", "--name", "site")).Well();
        var refused = await _terminal.RunAsync("sync", "--dry-run");
        refused.ExitCode.ShouldBe(1);
        refused.Output.ShouldContain("GW1707");
        refused.Output.ShouldContain("--allow-private");
    }

    [Fact]
    public async Task A_source_that_cannot_be_used_is_refused_with_what_to_write_instead()
    {
        foreach (var arguments in new string[][] { ["ftp", "ftp://x/"], ["folder", "none"], ["web", "notes"], ["sql", "sqlite:x.db"], ["folder", ".", "--include", "[a"], ["folder", ".", ".."] })
        {
            var refused = await _terminal.RunAsync(["sources", "add", .. arguments]);
            refused.ExitCode.ShouldBeInRange(1, 2);
            refused.Error.ShouldStartWith("GW1");
        }
    }
}
