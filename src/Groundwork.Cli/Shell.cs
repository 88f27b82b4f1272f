using System.CommandLine;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Groundwork.Cli.Commands;
using Groundwork.UseCases;

namespace Groundwork.Cli;

/// <summary>What every command shares: the common options, the opened data directory, the two output streams and the way failures end.</summary>
internal sealed class Shell
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int WrongCommandLine = 2;
    public const int GateNotPassed = 3;
    public const int Cancelled = 130;

    public Shell()
    {
        // UTF-8 whatever the locale says; results are whole lines, so they are written through a buffer.
        Output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = false, NewLine = "\n" };
        Error = new StreamWriter(Console.OpenStandardError(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true, NewLine = "\n" };
    }

    public Option<string?> Data { get; } = new("--data")
    {
        Description = "Data directory. Default: GROUNDWORK_DATA, else .groundwork in your home.", HelpName = "DIR", Recursive = true,
    };

    public Option<string> Collection { get; } = new("--collection", "-c")
    {
        Description = "Collection to work on.", HelpName = "NAME", DefaultValueFactory = _ => "default", Recursive = true,
    };

    public Option<bool> Json { get; } = new("--json") { Description = "One JSON document on standard output, everything else on standard error.", Recursive = true };

    public Option<bool> NoProgress { get; } = new("--no-progress") { Description = "No progress display.", Recursive = true };

    public Option<bool> Verbose { get; } = new("--verbose") { Description = "Print the trace of a failure.", Recursive = true };

    public TextWriter Output { get; }

    public TextWriter Error { get; }

    /// <summary>True when progress may be drawn on the terminal.</summary>
    public bool DrawsProgress(ParseResult parsed) => !parsed.GetValue(NoProgress) && !parsed.GetValue(Json) && !Console.IsErrorRedirected;

    /// <summary>Opens the data directory, runs a command on it, and turns failures into one line and an exit code.</summary>
    public async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken, Func<Workspace, Task<int>> command)
    {
        try
        {
            var settings = Settings.Load(parsed.GetValue(Data), Environment.GetEnvironmentVariable);
            await using var workspace = await Workspace.OpenAsync(settings, TimeProvider.System, cancellationToken);
            workspace.Notices = Error.WriteLine;
            workspace.ReadingCommand = ReadWorkerCommand.Command();
            return await command(workspace);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await Error.WriteLineAsync("Cancelled. Everything finished so far is kept.");
            return Cancelled;
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            return await FailAsync(parsed, problem);
        }
        finally
        {
            await Output.FlushAsync(CancellationToken.None);
        }
    }

    /// <summary>Prints a reply: as JSON when asked for, else as the command draws it.</summary>
    public void Reply<T>(ParseResult parsed, T reply, JsonTypeInfo<T> json, Action<TextWriter> draw)
    {
        if (parsed.GetValue(Json)) Output.WriteLine(JsonSerializer.Serialize(reply, json));
        else draw(Output);
    }

    private async Task<int> FailAsync(ParseResult parsed, Exception problem)
    {
        var code = ErrorCatalog.Of(problem);
        await Error.WriteLineAsync($"{code.Code}  {problem.Message}");
        if (parsed.GetValue(Json)) await Output.WriteLineAsync(JsonSerializer.Serialize(ErrorCatalog.ReplyFor(problem), GroundworkJson.Readable.ErrorReply));
        if (parsed.GetValue(Verbose)) await Error.WriteLineAsync(problem.ToString());
        else if (string.Equals(code.Code, ErrorCatalog.UnexpectedCode, StringComparison.Ordinal)) await Error.WriteLineAsync("        Run it again with --verbose and report the trace it prints.");
        return code.ExitCode;
    }
}
