using System.Globalization;
using Groundwork.UseCases;

namespace Groundwork.Cli.Terminal;

/// <summary>A running ingestion in one line.</summary>
internal static class IngestLine
{
    public static string Of(IngestUpdate.Advanced progress)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"{progress.FilesDone:N0} of {progress.Files:N0} files, {Size(progress.BytesDone)} of {Size(Math.Max(progress.Bytes, progress.BytesDone))}");
        if (progress.FailedFiles > 0) line += string.Create(CultureInfo.InvariantCulture, $", {progress.FailedFiles:N0} failed");
        if (progress is { FilesPerSecond: { } files, BytesPerSecond: { } bytes }) line += string.Create(CultureInfo.InvariantCulture, $"; {files:N0} files/s, {bytes / 1e6:F1} MB/s");
        if (progress.SecondsLeft is { } left) line += $", {Durations.Of((long)left * 1000)} left";
        return $"{line}  {Short(Path.GetFileName(progress.Current))}";
    }

    private static string Size(long bytes) => bytes < 1_000_000 ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:F0} kB") : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:F1} MB");

    private static string Short(string name) => name.Length <= 32 ? name : $"{name[..15]}…{name[^16..]}";
}
