using Groundwork.Cli;
using Groundwork.Cli.Commands;
using Groundwork.UseCases;

// The version is answered before anything is built: scripts ask for it often.
if (args is ["--version"])
{
    Console.Out.WriteLine($"groundwork {ProductVersion.Text}");
    return 0;
}

// So is the call of this program by itself, which must start quickly.
if (args is [ReadWorkerCommand.Name]) return await ReadWorkerCommand.RunAsync();

using var signals = new Signals();
return await new CommandLine(new Shell()).RunAsync(args, signals.Token);
