using System.Diagnostics;
using System.Text;

namespace Groundwork.Torture.Faults;

/// <summary>A copy of the product's sources, with a built variant for each change.</summary>
/// <param name="folder">Where the copy and the variants lie. What an earlier run has built there is taken as it is.</param>
/// <param name="builder">The program that builds, like <c>dotnet</c>.</param>
internal sealed class ScratchProduct(string folder, string builder)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(15);

    // Faults are no style mistakes: analysers have nothing to say about them, and warnings do not end a build.
    private static readonly string[] s_options = ["-c", "Release", "-v", "quiet", "--nologo", "-p:RunAnalyzers=false", "-p:TreatWarningsAsErrors=false", "-p:GenerateDocumentationFile=false"];

    /// <summary>The copy of the sources, with evaluations and content.</summary>
    public string Root { get; } = Path.Combine(folder, "product");

    private string Built => Path.Combine(Root, "artifacts", "bin", "Groundwork.Cli", "release");

    private string Variants => Path.Combine(folder, "variants");

    /// <summary>Copies and builds everything as it is.</summary>
    public async Task BuildAsync(string repository)
    {
        if (Directory.Exists(Variants)) return;
        Directory.CreateDirectory(Root);
        foreach (var file in Directory.EnumerateFiles(repository).Where(f => !Path.GetFileName(f).StartsWith(".git", StringComparison.Ordinal))) File.Copy(file, Path.Combine(Root, Path.GetFileName(file)), overwrite: true);
        foreach (var part in new[] { "src", "evals", "content", "docs" }) Workplace.Copy(Path.Combine(repository, part), Path.Combine(Root, part));
        var (exitCode, said) = await RunAsync(["build", Path.Combine(Root, "src", "Groundwork.Cli", "Groundwork.Cli.csproj"), .. s_options]);
        if (exitCode != 0) throw new TortureException($"The product does not build: {said}");
        Directory.CreateDirectory(Variants);
    }

    /// <summary>Changes one file, builds its project, keeps what was built, and puts the file back. Members stay as they are, so nothing else has to be built.</summary>
    /// <returns>Why there is no such variant; null when there is.</returns>
    public async Task<string?> BuildAsync(ProductChange change)
    {
        if (File.Exists(VariantOf(change))) return null;
        var source = Path.Combine(Root, "src", change.File);
        if (!File.Exists(source)) return "stale: its file is gone";
        var before = await File.ReadAllTextAsync(source);
        if (change.Applied(before) is not { } after) return "stale: what it changes does not stand there exactly once";
        try
        {
            await File.WriteAllTextAsync(source, after, new UTF8Encoding(false));
            var (exitCode, said) = await RunAsync(["build", Path.Combine(Root, "src", change.Project, change.Project + ".csproj"), "--no-restore", "-p:BuildProjectReferences=false", .. s_options]);
            if (exitCode != 0) return $"does not build: {said}";
            File.Copy(Path.Combine(Root, "artifacts", "bin", change.Project, "release", change.Project + ".dll"), VariantOf(change));
            return null;
        }
        finally
        {
            await File.WriteAllTextAsync(source, before, new UTF8Encoding(false));
        }
    }

    /// <summary>Makes the program with a change.</summary>
    /// <param name="change">A change that was built; null for the product as it is.</param>
    /// <param name="place">An empty folder.</param>
    /// <returns>The program.</returns>
    public string Assemble(ProductChange? change, string place)
    {
        Workplace.Copy(Built, place);
        if (change is not null) File.Copy(VariantOf(change), Path.Combine(place, change.Project + ".dll"), overwrite: true);
        return Path.Combine(place, "groundwork-cli.dll");
    }

    private string VariantOf(ProductChange change) => Path.Combine(Variants, change.Name + ".dll");

    private async Task<(int ExitCode, string Said)> RunAsync(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(builder, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Root };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{builder} did not start.");
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var patience = new CancellationTokenSource(s_patience);
        await process.WaitForExitAsync(patience.Token);
        return (process.ExitCode, string.Join('\n', (await output + await error).Split('\n').Where(line => line.Contains("error", StringComparison.Ordinal)).Take(5)));
    }
}
