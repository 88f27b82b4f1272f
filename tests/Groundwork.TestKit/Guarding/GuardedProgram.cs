using System.Diagnostics;
using System.Text;

namespace Groundwork.TestKit.Guarding;

/// <summary>The program that is guarded, with a data directory of its own.</summary>
internal sealed class GuardedProgram(string program, string folder)
{
    // Only what hangs meets this.
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);

    /// <summary>Runs a command to its end.</summary>
    /// <param name="model">Address of a model; null for none.</param>
    /// <param name="arguments">The command.</param>
    /// <param name="cancellationToken">Ends the command.</param>
    public async Task<(int ExitCode, string Output, string Error)> RunAsync(Uri? model, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        using var process = Start(model, arguments);
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(s_patience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            cancellationToken.ThrowIfCancellationRequested();
            return (-1, await output, $"The command hangs: {string.Join(' ', process.StartInfo.ArgumentList)}\n{await error}");
        }

        return (process.ExitCode, await output, await error);
    }

    /// <summary>Starts a command.</summary>
    public Process Start(Uri? model, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, WorkingDirectory = folder,
            StandardOutputEncoding = Encoding.UTF8, StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("GROUNDWORK_", StringComparison.Ordinal)).ToArray()) start.Environment.Remove(name);

        // Measured: a command of seconds takes two thirds of the processor time when its code is not profiled as it runs.
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["GROUNDWORK_DATA"] = Path.Combine(folder, "data");
        if (model is not null)
        {
            start.Environment["GROUNDWORK_CHAT_URL"] = new Uri(model, "v1").ToString();
            start.Environment["GROUNDWORK_CHAT_MODEL"] = "scripted";
            start.Environment["GROUNDWORK_CHAT_KEY"] = "unused";
        }

        var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        process.StandardInput.Close();
        return process;
    }
}
