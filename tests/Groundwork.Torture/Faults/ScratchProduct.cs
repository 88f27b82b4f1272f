using System.Diagnostics;
using System.Text;

namespace Groundwork.Torture.Faults;

/// <summary>A copy of the product's sources that can be changed and built.</summary>
/// <param name="root">Where the copy lies.</param>
/// <param name="builder">The program that builds, like <c>dotnet</c>.</param>
internal sealed class ScratchProduct(string root, string builder)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(15);

    // Faults are no style mistakes: analysers have nothing to say about them, and warnings do not end a build.
    private static readonly string[] s_options = ["-c", "Release", "-v", "quiet", "--nologo", "-p:RunAnalyzers=false", "-p:TreatWarningsAsErrors=false", "-p:GenerateDocumentationFile=false"];

    private readonly Dictionary<string, byte[]> _original = new(StringComparer.Ordinal);

    public string Root => root;

    /// <summary>The program.</summary>
    public string Program => Path.Combine(Programs, "groundwork-cli.dll");

    private string Programs => Path.Combine(root, "artifacts", "bin", "Groundwork.Cli", "release");

    /// <summary>Copies what a build of the product and its evaluations need.</summary>
    public static ScratchProduct CopyOf(string repository, string root, string builder)
    {
        Directory.CreateDirectory(root);
        foreach (var file in Directory.EnumerateFiles(repository)) File.Copy(file, Path.Combine(root, Path.GetFileName(file)));
        foreach (var folder in new[] { "src", "evals", "content", "docs" }) Workplace.Copy(Path.Combine(repository, folder), Path.Combine(root, folder));
        return new ScratchProduct(root, builder);
    }

    /// <summary>Builds everything as it is.</summary>
    public async Task BuildAsync()
    {
        var (exitCode, said) = await RunAsync(["build", Path.Combine(root, "src", "Groundwork.Cli", "Groundwork.Cli.csproj"), .. s_options]);
        if (exitCode != 0) throw new TortureException($"The product does not build: {said}");
    }

    /// <summary>Changes one file, builds its project and puts it in the place of the one before. Members stay as they are, so nothing else has to be built.</summary>
    /// <returns>What the compiler said when it refuses the change; null when the change is in.</returns>
    public async Task<string?> ApplyAsync(ProductChange change)
    {
        var source = Path.Combine(root, "src", change.File);
        var before = await File.ReadAllTextAsync(source);
        if (change.Applied(before) is not { } after) return "stale: what it changes does not stand there exactly once";
        _original.TryAdd(change.Project, await File.ReadAllBytesAsync(Built(change)));
        try
        {
            await File.WriteAllTextAsync(source, after, new UTF8Encoding(false));
            var (exitCode, said) = await RunAsync(["build", Path.Combine(root, "src", change.Project, change.Project + ".csproj"), "--no-restore", "-p:BuildProjectReferences=false", .. s_options]);
            if (exitCode != 0) return $"does not build: {said}";
            File.Copy(Path.Combine(root, "artifacts", "bin", change.Project, "release", change.Project + ".dll"), Built(change), overwrite: true);
            return (await File.ReadAllBytesAsync(Built(change))).AsSpan().SequenceEqual(_original[change.Project]) ? "the build did not take it" : null;
        }
        finally
        {
            await File.WriteAllTextAsync(source, before, new UTF8Encoding(false));
        }
    }

    /// <summary>Puts back what was there before.</summary>
    public Task RevertAsync(ProductChange change) => _original.TryGetValue(change.Project, out var bytes) ? File.WriteAllBytesAsync(Built(change), bytes) : Task.CompletedTask;

    private string Built(ProductChange change) => Path.Combine(Programs, change.Project + ".dll");

    private async Task<(int ExitCode, string Said)> RunAsync(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(builder, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = root };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{builder} did not start.");
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var patience = new CancellationTokenSource(s_patience);
        await process.WaitForExitAsync(patience.Token);
        return (process.ExitCode, string.Join('\n', (await output + await error).Split('\n').Where(line => line.Contains("error", StringComparison.Ordinal)).Take(5)));
    }
}
