using System.Runtime.InteropServices;
using Groundwork.UseCases;

namespace Groundwork.Cli.Commands;

/// <summary><c>groundwork read-worker</c>, which this program calls itself: reads documents for the process that started it.</summary>
internal static class ReadWorkerCommand
{
    public const string Name = "read-worker";

    /// <summary>How this program starts itself as a worker.</summary>
    public static IReadOnlyList<string> Command()
    {
        var program = Environment.ProcessPath!;
        var isHosted = string.Equals(Path.GetFileNameWithoutExtension(program), "dotnet", StringComparison.OrdinalIgnoreCase);
        return isHosted ? [program, Path.Combine(AppContext.BaseDirectory, "groundwork-cli.dll"), Name] : [program, Name];
    }

    public static async Task<int> RunAsync()
    {
        NativeMemory.KeepSmall();

        // Ctrl-C and a closed terminal reach every process there; this one ends when the process that started it does.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true);
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, context => context.Cancel = true);
        await using var input = Console.OpenStandardInput();
        await using var output = Console.OpenStandardOutput();

        // Whatever a library prints must not stand between documents.
        Console.SetOut(Console.Error);
        await ServeReading.RunAsync(input, output, () => Environment.Exit(Shell.Done), CancellationToken.None);
        return Shell.Done;
    }
}
