using System.Globalization;

namespace Groundwork.FrontDoors.Tests.Cli;

public sealed class EvaluationStories : IDisposable
{
    private static readonly string[] s_names = ["Alder", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Gorse", "Hazel", "Ivy", "Juniper", "Kapok", "Larch", "Maple", "Nettle", "Oak", "Pine", "Quince", "Rowan", "Spruce", "Teak"];

    private readonly Terminal _terminal = new();

    public void Dispose() => _terminal.Dispose();

    [UnixFact]
    public async Task One_command_makes_a_gate_that_passes_and_fails_once_half_of_the_documents_are_gone()
    {
        var documents = WriteDocuments();
        (await _terminal.RunAsync("ingest", "notes", "--collection", "notes")).Well();
        var made = (await _terminal.RunAsync("eval", "init", "--collection", "notes", "--yes", "--json")).Well().Json;
        made.GetProperty("gates").EnumerateArray().Select(g => g.GetProperty("verdict").GetString()).ShouldBe(["pass", "pass"]);
        made.GetProperty("dataset").GetProperty("drafts").GetInt32().ShouldBe(0);
        File.ReadAllText(_terminal.File("evals/github-actions.yml")).ShouldContain("sh evals/check.sh");

        (await CheckAsync()).ExitCode.ShouldBe(0, "right after it was made");
        File.Exists(_terminal.File("evals/gate.xml")).ShouldBeTrue();
        File.Exists(_terminal.File("evals/report.html")).ShouldBeTrue();
        // A build server has the repository and nothing else.
        (await CheckAsync("fresh-data")).ExitCode.ShouldBe(0, "on another machine");

        var lost = documents.Take(documents.Count / 2).ToArray();
        foreach (var document in lost) File.Delete(_terminal.File($"notes/{document}"));
        (await _terminal.RunAsync(["delete", .. lost, "--collection", "notes"])).Well();
        var after = await CheckAsync();
        after.ExitCode.ShouldBe(3, after.Output + after.Error);
    }

    [Fact]
    public async Task Files_are_written_over_only_when_I_say_so_and_drafts_are_called_drafts()
    {
        WriteDocuments();
        (await _terminal.RunAsync("ingest", "notes")).Well();
        var first = (await _terminal.RunAsync("eval", "init", "--dir", "quality", "--count", "30")).Well();
        first.Output.ShouldContain("are drafts");
        File.ReadAllText(_terminal.File("quality/check.sh")).ShouldContain("--drafts");
        File.ReadAllText(_terminal.File("quality/github-actions.yml")).ShouldContain("sh quality/check.sh");
        (await _terminal.RunAsync("eval", "init", "--dir", "quality")).Failed("GW1001", 2).Error.ShouldContain("--force");
        (await _terminal.RunAsync("eval", "init", "--dir", "quality", "--count", "30", "--yes", "--force")).Well().Output.ShouldNotContain("are drafts");
        (await _terminal.RunAsync("eval", "init", "--collection", "none")).Failed("GW1101");
    }

    [Fact]
    public async Task Drift_and_experiments_are_at_hand()
    {
        WriteDocuments();
        (await _terminal.RunAsync("ingest", "notes")).Well();
        (await _terminal.RunAsync("eval", "ab", "start", "careful", "--b", "wrong-cost=1000", "--metric", "abstained", "--share", "0.99")).Well();
        (await _terminal.RunAsync("ask", "How many valves does the Alder pump have?")).Well();
        var shown = (await _terminal.RunAsync("eval", "ab", "show", "careful", "--json")).Well().Json.GetProperty("result");
        (shown.GetProperty("observedA").GetInt32() + shown.GetProperty("observedB").GetInt32()).ShouldBe(1);
        (await _terminal.RunAsync("eval", "ab", "stop", "careful", "--keep", "a")).Well().Output.ShouldContain("a is in use");
        (await _terminal.RunAsync("eval", "ab", "list")).Well().Output.ShouldContain("careful");

        var drift = await _terminal.RunAsync("eval", "drift", "--json");
        drift.ExitCode.ShouldBe(4, drift.ToString());
        drift.Json.GetProperty("current").GetProperty("answers").GetInt32().ShouldBe(1);
        (await _terminal.RunAsync("eval", "drift", "--from", "soon")).Failed("GW1001", 2).Error.ShouldContain("soon");
        (await _terminal.RunAsync("eval", "drift", "--alert")).Failed("GW1001", 2).Error.ShouldContain("webhook");
        (await _terminal.RunAsync("eval", "dataset", "asked", "real", "--since", "2020-01-01")).Well().Output.ShouldContain("1 samples");
    }

    private List<string> WriteDocuments()
    {
        var names = new List<string>();
        for (var i = 0; i < s_names.Length; i++)
        {
            var name = s_names[i];
            names.Add($"{name.ToLowerInvariant()}.md");
            _terminal.Write($"notes/{names[^1]}", string.Create(CultureInfo.InvariantCulture, $"""
                # The {name} pump

                The {name} pump is a machine that lifts water from the {name} well into the upper basin.

                ## Parts of the {name} pump

                The {name} pump has {i + 3} valves and {i + 21} bolts. It was built in {1870 + i} by the smith of {name} village.

                ## Service of the {name} pump

                The warden of the {name} pump checks its seals every {i + 4} weeks. A spare piston costs {120 + i} crowns.
                """));
        }

        return names;
    }

    private async Task<(int ExitCode, string Output, string Error)> CheckAsync(string data = "data")
    {
        var program = _terminal.Write("groundwork", $"#!/bin/sh\nexec dotnet \"{Terminal.Program}\" \"$@\"\n");
        Terminal.SetMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var start = new System.Diagnostics.ProcessStartInfo("sh", [_terminal.File("evals/check.sh")]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _terminal.Root };
        start.Environment["GROUNDWORK"] = program;
        start.Environment["GROUNDWORK_DATA"] = _terminal.File(data);
        start.Environment["HOME"] = _terminal.File("home");
        using var process = System.Diagnostics.Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }
}
