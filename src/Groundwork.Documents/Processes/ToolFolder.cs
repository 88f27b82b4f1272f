using System.Globalization;

namespace Groundwork.Documents.Processes;

/// <summary>A temporary folder for the files of one source, and the programs that work on them. Disposing removes it with everything in it.</summary>
/// <param name="limits">Of each run.</param>
/// <param name="path">The source, named in errors.</param>
internal sealed class ToolFolder(ReadingLimits limits, string path) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("groundwork-read-");

    public string File(string name) => Path.Combine(_folder.FullName, name);

    public async Task<string> WriteAsync(string name, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        var file = File(name);
        await using var copy = new FileStream(file, FileMode.CreateNew, FileAccess.Write);
        await copy.WriteAsync(bytes, cancellationToken);
        return file;
    }

    /// <summary>Runs a tool and keeps what it prints.</summary>
    /// <exception cref="DocumentUnreadableException">It is missing, passed its time, or printed too much.</exception>
    public async Task<ChildResult> RunAsync(ExternalTool tool, IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        Checked(tool, await ChildProcess.RunAsync(tool.Program, arguments, limits, cancellationToken, _folder.FullName));

    /// <summary>Runs a tool and hands its output on while it comes.</summary>
    /// <exception cref="DocumentUnreadableException">It is missing, passed its time, or printed too much.</exception>
    public async Task<ChildResult> RunAsync(ExternalTool tool, IReadOnlyList<string> arguments, Func<Stream, CancellationToken, Task> consume, CancellationToken cancellationToken) =>
        Checked(tool, await ChildProcess.RunAsync(tool.Program, arguments, limits, consume, cancellationToken, _folder.FullName));

    /// <summary>What to say about a tool that ended by itself with an error that nobody can interpret.</summary>
    public DocumentUnreadableException Failed(ExternalTool tool, ChildResult result) =>
        new(UnreadableReason.ToolFailed, string.Create(
            CultureInfo.InvariantCulture, $"{tool.Program} ended with code {result.ExitCode} on \"{path}\"{result.FirstMessage}. It may have needed more memory than ToolMemoryBytes allows."));

    public void Dispose() => _folder.Delete(recursive: true);

    private ChildResult Checked(ExternalTool tool, ChildResult result) => result.Outcome switch
    {
        ChildOutcome.NotInstalled => throw new DocumentUnreadableException(
            UnreadableReason.ToolMissing, $"Reading \"{path}\" needs the program {tool.Program} of the package {tool.Package}. {tool.HowToInstall}"),
        ChildOutcome.TimedOut => throw new DocumentUnreadableException(
            UnreadableReason.TimedOut, FormattableString.Invariant($"{tool.Program} did not finish \"{path}\" within {limits.ToolTimeout.TotalSeconds} s and was stopped. Split the file, or raise ToolTimeout.")),
        ChildOutcome.TooMuchOutput => throw new DocumentUnreadableException(
            UnreadableReason.TooLarge, FormattableString.Invariant($"{tool.Program} makes more than {limits.ToolOutputBytes} bytes of \"{path}\". Split the file, or raise ToolOutputBytes or ToolFileBytes.")),
        _ => result,
    };
}
