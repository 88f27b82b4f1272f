using System.CommandLine;
using Groundwork.Cli.Terminal;
using Groundwork.UseCases;

namespace Groundwork.Cli.Commands;

/// <summary><c>groundwork up</c></summary>
internal static class UpCommand
{
    public static Command Create(Shell shell)
    {
        var urls = ServeCommand.Urls();
        var command = new Command("up", "Load the built-in handbook into the collection \"handbook\", then serve pages and API until stopped.") { urls };
        command.SetAction((parsed, cancellationToken) => shell.RunAsync(parsed, cancellationToken, async workspace =>
        {
            var handbook = new LoadHandbook(workspace, Path.Combine(AppContext.BaseDirectory, "content", "handbook"));
            try
            {
                var loaded = await IngestProgress.ShowAsync(shell, shell.DrawsProgress(parsed), isTold: false, workspace.Time, handbook.RunAsync(cancellationToken), cancellationToken);
                if (loaded.Added + loaded.Updated + loaded.Removed > 0)
                    await shell.Error.WriteLineAsync($"Handbook: {loaded.Added + loaded.Updated} lessons loaded, {loaded.Chunks} chunks in {Durations.Of(loaded.ElapsedMs)}.");
            }
            catch (Exception busy) when (string.Equals(ErrorCatalog.Of(busy).Code, ErrorCatalog.LockedCode, StringComparison.Ordinal))
            {
                await shell.Error.WriteLineAsync($"The handbook is as it was: {busy.Message}");
            }

            return await ServeCommand.RunAsync(shell, workspace, parsed.GetValue(urls)!, cancellationToken);
        }));
        return command;
    }
}
