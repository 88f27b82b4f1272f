using Groundwork.Cli;
using Groundwork.UseCases;

// The version is answered before anything is built: scripts ask for it often.
if (args is ["--version"])
{
    Console.Out.WriteLine($"groundwork {ProductVersion.Text}");
    return 0;
}

using var signals = new Signals();
return await new CommandLine(new Shell()).RunAsync(args, signals.Token);
