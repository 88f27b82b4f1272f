using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using Groundwork.Cli.Commands;

namespace Groundwork.Cli;

/// <summary>All commands under one root.</summary>
internal sealed class CommandLine
{
    private readonly Shell _shell;
    private readonly Command _root;

    public CommandLine(Shell shell)
    {
        _shell = shell;
        // Not a RootCommand, which would call itself by the name of the file it was built into.
        _root = new Command("groundwork", """
            Groundwork puts your documents behind answers whose every claim can be checked.

            Start here:
              groundwork up                                   load the handbook, serve pages and API on http://127.0.0.1:7070
              groundwork ingest ./notes --collection notes    make a folder searchable
              groundwork ask "What did we decide about retries?" --collection notes
            """);
        foreach (var option in new Option[] { new HelpOption(), new VersionOption(), shell.Data, shell.Collection, shell.Json, shell.NoProgress, shell.Verbose }) _root.Options.Add(option);
        foreach (var command in new[]
                 {
                     UpCommand.Create(shell), IngestCommand.Create(shell), SourcesCommand.Create(shell), SyncCommand.Create(shell), SearchCommand.Create(shell), AskCommand.Create(shell), ConversationsCommand.Create(shell),
                     DeleteCommand.Create(shell), CollectionsCommand.Create(shell), DocumentsCommand.Create(shell), DuplicatesCommand.Create(shell), StatusCommand.Create(shell),
                     ReindexCommand.Create(shell), TuneCommand.Create(shell), EvalCommand.Create(shell), GenerationsCommand.Create(shell), ModelsCommand.Create(shell), KeysCommand.Create(shell), VerifyCommand.Create(shell),
                     ServeCommand.Create(shell),
                 })
            _root.Subcommands.Add(command);
    }

    /// <summary>Parses and runs.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(string[] args, CancellationToken cancellationToken)
    {
        var parsed = _root.Parse(args);
        if (parsed.Errors.Count == 0)
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, cancellationToken);
        foreach (var problem in parsed.Errors) await _shell.Error.WriteLineAsync($"GW1001  {problem.Message}");
        await _shell.Error.WriteLineAsync($"        See \"groundwork {PathOf(parsed.CommandResult)}--help\".");
        return Shell.WrongCommandLine;
    }

    private static string PathOf(CommandResult command) => command.Parent is null ? string.Empty : $"{command.Command.Name} ";
}
