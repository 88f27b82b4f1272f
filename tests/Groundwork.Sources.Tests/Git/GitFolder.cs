using System.Diagnostics;
using System.Text;
using Groundwork.TestKit;

namespace Groundwork.Sources.Tests.Git;

/// <summary>A repository for a test.</summary>
internal sealed class GitFolder : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    public GitFolder()
    {
        Run("init", "--quiet", "--initial-branch=main");
    }

    public string Path => _folder.Path;

    public static bool IsInstalled { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator).Any(folder => System.IO.File.Exists(System.IO.Path.Combine(folder, "git")));

    public string File(string name) => _folder.File(name);

    public void Write(string name, string text) => _folder.Write(name, text);

    public string Commit(string message = "more")
    {
        Run("add", "--all");
        Run("commit", "--quiet", "--allow-empty", "-m", message);
        return Run("rev-parse", "HEAD").Trim();
    }

    public string Run(params string[] arguments) => RunIn(_folder.Path, arguments);

    private static string RunIn(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("git") { UseShellExecute = false, WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8 };
        string[] settings = ["-c", "user.name=Ada Lovelace", "-c", "user.email=ada@example.org", "-c", "protocol.file.allow=always", "-c", "commit.gpgsign=false"];
        foreach (var argument in settings.Concat(arguments)) start.ArgumentList.Add(argument);
        start.Environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        start.Environment["GIT_AUTHOR_DATE"] = start.Environment["GIT_COMMITTER_DATE"] = "2026-03-04T05:06:07+01:00";
        using var git = Process.Start(start)!;
        var errors = git.StandardError.ReadToEndAsync();
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        git.ExitCode.ShouldBe(0, errors.Result);
        return output;
    }

    public void Dispose() => _folder.Dispose();
}
