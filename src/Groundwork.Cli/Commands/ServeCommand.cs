using System.CommandLine;
using Groundwork.Server;
using Groundwork.UseCases;

namespace Groundwork.Cli.Commands;

/// <summary><c>groundwork serve</c></summary>
internal static class ServeCommand
{
    public static Command Create(Shell shell)
    {
        var urls = Urls();
        var command = new Command("serve", "Serve pages and API until stopped.") { urls };
        command.SetAction((parsed, cancellationToken) => shell.RunAsync(parsed, cancellationToken, workspace => RunAsync(shell, workspace, parsed.GetValue(urls)!, cancellationToken)));
        return command;
    }

    public static Option<string> Urls() => new("--urls")
    {
        Description = "Addresses to listen on, separated by semicolons; loopback only.", HelpName = "URLS", DefaultValueFactory = _ => "http://127.0.0.1:7070",
    };

    public static async Task<int> RunAsync(Shell shell, Workspace workspace, string urls, CancellationToken cancellationToken)
    {
        var options = new ServerOptions(urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        await GroundworkServer.RunAsync(workspace, options, async address => await shell.Error.WriteLineAsync($"Groundwork is ready at {address}  (Ctrl-C stops it)"), cancellationToken);
        return Shell.Done;
    }
}
