using System.Diagnostics;

namespace Groundwork.Benchmarks.Macro;

/// <summary>This program again, for what only a process of its own can show: memory and the first answer.</summary>
internal static class ChildProcess
{
    private static readonly string[] s_inherited = ["data", "scratch", "out", "label", "rows", "spill-mb"];

    public static void Run(IReadOnlyList<string> arguments, CommandLine command)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!);
        if (string.Equals(Path.GetFileNameWithoutExtension(Environment.ProcessPath), "dotnet", StringComparison.Ordinal)) start.ArgumentList.Add(typeof(ChildProcess).Assembly.Location);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        foreach (var name in s_inherited.Where(command.Has))
        {
            start.ArgumentList.Add("--" + name);
            start.ArgumentList.Add(command.Text(name, ""));
        }

        using var child = Process.Start(start)!;
        child.WaitForExit();
        if (child.ExitCode != 0) throw new InvalidOperationException($"\"{string.Join(' ', start.ArgumentList)}\" ended with {child.ExitCode}.");
    }
}
