using System.Diagnostics;
using System.Globalization;
using System.Text;
using Groundwork.Documents;
using Groundwork.UseCases;

namespace Groundwork.House.Tests;

public sealed class DocumentationTests
{
    private const string Update = "GROUNDWORK_UPDATE_DOCS";

    [Fact]
    public void The_map_names_every_project()
    {
        var map = House.Read("docs", "map.md");
        House.Projects.Where(p => !map.Contains($"Groundwork.{p}", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void The_error_reference_lists_every_code()
    {
        var page = new StringBuilder("""
            # Error codes

            Every failure that reaches a person has a code. On the command line it stands before the message; in JSON it is `error.code`. The
            exit code is 1 when the work failed and 2 when the command line or a setting is wrong.

            | Code | What happened | Exit code | HTTP status | What to do |
            |---|---|---|---|---|

            """.ReplaceLineEndings("\n"));
        foreach (var code in ErrorCatalog.All)
            page.Append(CultureInfo.InvariantCulture, $"| {code.Code} | {code.Title} | {code.ExitCode} | {code.HttpStatus} | {code.Advice.Replace("|", "\\|", StringComparison.Ordinal)} |\n");
        House.MustEqual(page.ToString(), Update, "docs", "reference", "errors.md");
    }

    [Fact]
    public async Task The_command_line_reference_is_what_the_commands_say_of_themselves()
    {
        var page = new StringBuilder("""
            # Command line

            What `groundwork --help` and `groundwork COMMAND --help` print. Exit codes: 0 done, 1 the work failed, 2 the command line is wrong,
            3 a gate did not pass, 130 cancelled. Failures are listed in [errors.md](errors.md).

            """.ReplaceLineEndings("\n"));
        (await AppendAsync(page, [])).ShouldBeGreaterThan(6);
        House.MustEqual(page.ToString(), Update, "docs", "reference", "cli.md");
    }

    [Fact]
    public void The_reference_of_formats_is_what_the_readers_say_of_themselves()
    {
        var page = new StringBuilder("""
            # Formats

            What Groundwork reads, and what becomes of it. The format of a file is told by its ending; a file without a known ending is told by its
            first bytes. A file that cannot be read is one line in the report, with the reason and what to do; the rest goes on.

            Every document keeps a way back: a citation names the place in its source that the table shows.

            | format | endings | place | needs |
            | --- | --- | --- | --- |

            """.ReplaceLineEndings("\n"));
        var readers = new ReaderSet(ReadingLimits.Default);
        var formats = readers.Formats.OrderBy(f => f.Name, StringComparer.OrdinalIgnoreCase).ToList();
        foreach (var format in formats)
        {
            var endings = string.Join(' ', format.MediaTypes.SelectMany(MediaTypes.EndingsOf).Distinct(StringComparer.Ordinal).Select(ending => $"`{ending}`"));
            var tools = string.Join(", ", (format.Tools ?? []).Select(tool => $"`{tool.Program}` ({tool.Package})"));
            page.Append(CultureInfo.InvariantCulture, $"| {format.Name} | {endings} | {format.Place} | {(tools.Length == 0 ? "–" : tools)} |\n");
        }

        var limits = readers.Limits;
        page.Append(CultureInfo.InvariantCulture, $"\nLimits: {limits.MaxBytes >> 20} MiB per document, {limits.MaxRecordBytes >> 20} MiB per JSON Lines record, {limits.ToolTimeout.TotalSeconds} seconds and {limits.ToolMemoryBytes >> 30} GiB for an external program.\n");
        foreach (var format in formats) page.Append(CultureInfo.InvariantCulture, $"\n## {format.Name}\n\n{format.Reading.ReplaceLineEndings("\n").Trim()}\n");
        House.MustEqual(page.ToString(), Update, "docs", "reference", "formats.md");
    }

    [Fact]
    public void The_reference_of_chunkers_is_what_the_chunkers_say_of_themselves()
    {
        var page = new StringBuilder($"""
            # Chunkers

            A document is cut into chunks, each an exact slice of its text, and each beside the headings above it, which are searched and never quoted.
            A plan says which chunker cuts which documents: one for all, and others behind their media type.

                headings
                semantic max=300
                headings; text/csv=rows; text/x-python=code; text/html=parents child=120 parent=800
                recursive; text/*=headings
                headings; context=off

            With `context=off` chunks are searched, and embedded, by their own text alone, without the title and the headings above them; answers show
            where a chunk stands all the same. `context=on` is the default. Without a chunker for all documents that is `headings`, and where nothing is chosen the plan is `{ChunkingPlan.Default}`. Sizes are estimated tokens.
            A plan in use is changed with `groundwork reindex --chunker PLAN`. What each chunker finds and costs was measured in `bench/results/`.

            """.ReplaceLineEndings("\n"));
        foreach (var chunker in ChunkingPlan.Chunkers)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {chunker.Name}\n\n{chunker.Summary}\n\n| setting | default | range | meaning |\n| --- | ---: | --- | --- |\n");
            foreach (var setting in chunker.Settings)
                page.Append(CultureInfo.InvariantCulture, $"| `{setting.Name}` | {setting.Default} | {setting.Least}..{setting.Most} | {setting.Meaning} |\n");
        }

        House.MustEqual(page.ToString(), Update, "docs", "reference", "chunkers.md");
    }

    private static async Task<int> AppendAsync(StringBuilder page, string[] command)
    {
        var help = await HelpAsync(command);
        page.Append(CultureInfo.InvariantCulture, $"\n## {string.Join(' ', command.Prepend("groundwork"))}\n\n```text\n{help}\n```\n");
        var count = 1;
        var listed = help.Split('\n').SkipWhile(l => !l.StartsWith("Commands:", StringComparison.Ordinal)).Skip(1).Where(l => l.Length > 2 && l.StartsWith("  ", StringComparison.Ordinal) && l[2] != ' ');
        foreach (var inner in listed) count += await AppendAsync(page, [.. command, inner.Trim().Split(' ')[0]]);
        return count;
    }

    private static async Task<string> HelpAsync(params string[] command)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "groundwork-cli.dll"), .. command, "--help"]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("GROUNDWORK_", StringComparison.Ordinal)).ToList()) start.Environment.Remove(name);
        start.Environment["HOME"] = "/home/you";
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0);
        return string.Join('\n', output.ReplaceLineEndings("\n").Split('\n').Select(l => l.TrimEnd())).Trim('\n');
    }
}
