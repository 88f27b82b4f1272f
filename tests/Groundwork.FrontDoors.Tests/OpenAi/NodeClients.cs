using System.Diagnostics;
using System.Text.Json;

namespace Groundwork.FrontDoors.Tests.OpenAi;

/// <summary>Installs the Node clients once and runs them.</summary>
internal static class NodeClients
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "clients");
    private static readonly Lazy<string?> Installed = new(Install);

    /// <summary>Why they cannot run here; null if they can.</summary>
    public static string? Missing => Installed.Value;

    /// <summary>What a client prints.</summary>
    public static async Task<JsonElement> RunAsync(string script, Uri address)
    {
        var (code, output, error) = await StartAsync("node", [Path.Combine(Folder, script)], new Uri(address, "/v1").ToString());
        code.ShouldBe(0, error);
        return JsonDocument.Parse(output).RootElement;
    }

    private static string? Install()
    {
        try
        {
            if (Directory.Exists(Path.Combine(Folder, "node_modules", "openai")) && Directory.Exists(Path.Combine(Folder, "node_modules", "ai"))) return null;
            var (code, _, error) = StartAsync("npm", ["install", "--no-audit", "--no-fund", "--no-package-lock"], null).GetAwaiter().GetResult();
            return code == 0 ? null : $"npm could not install the clients: {error}";
        }
        catch (Exception problem) when (problem is System.ComponentModel.Win32Exception or TimeoutException)
        {
            return $"Node and npm are not to be had: {problem.Message}";
        }
    }

    private static async Task<(int Code, string Output, string Error)> StartAsync(string program, string[] arguments, string? address)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        if (address is not null) start.Environment["BASE_URL"] = address;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        try
        {
            await process.WaitForExitAsync().WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return (process.ExitCode, await output, await error);
    }
}
