using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Groundwork.Benchmarks.Ingestion;

/// <summary>
/// The command line ingests folders, one for each format, into new data directories: bytes and documents per second, the most memory that all its
/// processes hold together, and the time of a second run that finds nothing changed. Beside PDF stands a floor: pdftotext on each file, two at a
/// time, and its text cut at blank lines; nothing is stored or indexed there.
/// </summary>
internal sealed class IngestBench(TextWriter output, string cli)
{
    private const int PeerProcesses = 2;

    /// <param name="root">A folder whose folders are measured one by one.</param>
    public async Task<int> RunAsync(string root)
    {
        if (!File.Exists(cli)) throw new FileNotFoundException($"There is no {cli}. Build src/Groundwork.Cli first.");
        await output.WriteLineAsync("| folder | files | MB | seconds | MB/s | documents/s | chunks | failed | peak MB | of it own | again, nothing changed, s |");
        await output.WriteLineAsync("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach (var folder in Directory.EnumerateDirectories(root).Order(StringComparer.Ordinal))
        {
            var files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories);
            var megabytes = files.Sum(f => new FileInfo(f).Length) / 1e6;
            await MeasureAsync(Path.GetFileName(folder), folder, files.Length, megabytes);
            if (Array.TrueForAll(files, f => f.EndsWith(".pdf", StringComparison.OrdinalIgnoreCase))) await MeasureFloorAsync(files, megabytes);
        }

        return 0;
    }

    private async Task MeasureAsync(string name, string folder, int files, double megabytes)
    {
        var data = Directory.CreateTempSubdirectory("groundwork-bench-").FullName;
        try
        {
            var (first, peak, reply) = await IngestAsync(folder, data);
            var (again, _, _) = await IngestAsync(folder, data);
            var documents = reply.GetProperty("added").GetInt32();
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"| {name} | {files} | {megabytes:F1} | {first:F1} | {megabytes / first:F2} | {documents / first:F0} | {reply.GetProperty("chunks").GetInt32()} | {reply.GetProperty("failed").GetArrayLength()} | {peak.Bytes / 1e6:F0} | {peak.OwnBytes / 1e6:F0} | {again:F2} |"));
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private async Task<(double Seconds, (long Bytes, long OwnBytes) Peak, JsonElement Reply)> IngestAsync(string folder, string data)
    {
        var start = new ProcessStartInfo("dotnet", [cli, "ingest", folder, "--json", "--data", data]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var said = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var ended = new CancellationTokenSource();
        var watching = ProcessTree.PeakAsync(process.Id, ended.Token);
        await process.WaitForExitAsync();
        var seconds = clock.Elapsed.TotalSeconds;
        await ended.CancelAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"The ingestion of {folder} ended with {process.ExitCode}: {await errors}");

        // Events may stand before the reply, one to a line.
        var last = (await said).Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1];
        var json = JsonSerializer.Deserialize<JsonElement>(last);
        return (seconds, await watching, json.TryGetProperty("reply", out var reply) ? reply : json);
    }

    private async Task MeasureFloorAsync(string[] files, double megabytes)
    {
        var clock = Stopwatch.StartNew();
        var pieces = 0;
        await Parallel.ForEachAsync(files, new ParallelOptions { MaxDegreeOfParallelism = PeerProcesses }, async (file, cancellationToken) =>
        {
            using var process = Process.Start(new ProcessStartInfo("pdftotext", ["-q", file, "-"]) { RedirectStandardOutput = true, UseShellExecute = false })!;
            var text = await process.StandardOutput.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            Interlocked.Add(ref pieces, text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Length);
        });
        var seconds = clock.Elapsed.TotalSeconds;
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"| pdftotext and cut, nothing kept | {files.Length} | {megabytes:F1} | {seconds:F1} | {megabytes / seconds:F2} | {files.Length / seconds:F0} | {pieces} | – | – | – | – |"));
    }
}
