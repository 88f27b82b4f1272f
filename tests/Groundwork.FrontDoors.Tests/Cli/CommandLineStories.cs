namespace Groundwork.FrontDoors.Tests.Cli;

public sealed class CommandLineStories : IDisposable
{
    private readonly Terminal _terminal = new();

    public void Dispose() => _terminal.Dispose();

    [Theory]
    [InlineData("ingest", "PATH")]
    [InlineData("search", "--queries")]
    [InlineData("ask", "--extractive")]
    [InlineData("delete", "--all")]
    [InlineData("collections", "--json")]
    [InlineData("documents", "--show")]
    [InlineData("status", "--data")]
    [InlineData("reindex", "--embedder")]
    [InlineData("verify", "--collection")]
    [InlineData("serve", "--urls")]
    [InlineData("up", "handbook")]
    public async Task I_can_ask_each_command_for_help(string command, string told)
    {
        var help = (await _terminal.RunAsync(command, "--help")).Well();
        help.Output.ShouldContain(told);
        help.Error.ShouldBeEmpty();
        Directory.Exists(_terminal.Data).ShouldBeFalse("help makes nothing");
    }

    [Fact]
    public async Task I_see_all_commands_when_I_ask_for_help()
    {
        var help = (await _terminal.RunAsync("--help")).Well().Output;
        foreach (var command in new[] { "ingest", "search", "ask", "delete", "collections", "documents", "status", "reindex", "verify", "serve", "up" })
            help.ShouldContain($"\n  {command} ");
    }

    [Fact]
    public async Task I_learn_the_version()
    {
        (await _terminal.RunAsync("--version")).Well().Output.ShouldMatch(@"^groundwork \d+\.\d+\.\d+\n$");
    }

    [Theory]
    [InlineData("fetch")]
    [InlineData("search", "x", "--depth", "3")]
    [InlineData("search", "x", "--limit", "many")]
    [InlineData("ingest")]
    [InlineData("search", "x", "y")]
    [InlineData]
    public async Task I_am_told_what_is_wrong_with_my_command_line(params string[] arguments)
    {
        var refused = (await _terminal.RunAsync(arguments)).Failed("GW1001", exitCode: 2);
        refused.Error.ShouldContain("--help");
        refused.Output.ShouldBeEmpty();
        Directory.Exists(_terminal.Data).ShouldBeFalse("a wrong command line does nothing");
    }

    [Theory]
    [InlineData("GW1001", "search")]
    [InlineData("GW1001", "search", "")]
    [InlineData("GW1001", "ask", "   ")]
    [InlineData("GW1001", "search", "x", "--mode", "magic")]
    [InlineData("GW1001", "search", "x", "--limit", "0")]
    [InlineData("GW1001", "search", "--queries", "q.jsonl")]
    [InlineData("GW1001", "ask", "--questions", "q.jsonl")]
    [InlineData("GW1001", "delete")]
    [InlineData("GW1003", "search", "x", "--filter", "year>=soon")]
    [InlineData("GW1102", "search", "x", "--collection", "../etc")]
    public async Task A_request_that_makes_no_sense_exits_with_2(string code, params string[] arguments)
    {
        _terminal.Write("notes/a.md", "A note about lanterns.");
        (await _terminal.RunAsync("ingest", "notes", "--json")).Well();
        (await _terminal.RunAsync(arguments)).Failed(code, exitCode: 2);
    }

    [Theory]
    [InlineData("GW1101", "search", "x", "--collection", "nowhere")]
    [InlineData("GW1101", "ask", "x")]
    [InlineData("GW1101", "reindex")]
    [InlineData("GW1101", "documents")]
    [InlineData("GW1101", "delete", "--all")]
    public async Task A_collection_that_does_not_exist_exits_with_1(string code, params string[] arguments)
    {
        (await _terminal.RunAsync(arguments)).Failed(code);
    }

    [Fact]
    public async Task A_failure_is_JSON_too_when_I_asked_for_JSON()
    {
        var failed = (await _terminal.RunAsync("search", "x", "--collection", "nowhere", "--json")).Failed("GW1101");
        failed.Json.GetProperty("error").GetProperty("code").GetString().ShouldBe("GW1101");
        failed.Json.GetProperty("error").GetProperty("message").GetString()!.ShouldContain("nowhere");
    }

    [Fact]
    public async Task Nothing_is_drawn_when_I_am_not_at_a_terminal()
    {
        _terminal.Write("notes/a.md", "# Lanterns\n\nA lantern needs oil.");
        foreach (var ran in new[]
                 {
                     await _terminal.RunAsync("ingest", "notes"), await _terminal.RunAsync("search", "oil"), await _terminal.RunAsync("ask", "What does a lantern need?"),
                     await _terminal.RunAsync("status"), await _terminal.RunAsync("reindex"), await _terminal.RunAsync("verify"),
                 })
        {
            ran.Well().Output.ShouldNotContain('\e');
            ran.Output.ShouldNotContain('\r');
            ran.Error.ShouldNotContain('\e');
            ran.Error.ShouldNotContain('\r');
        }
    }
}
