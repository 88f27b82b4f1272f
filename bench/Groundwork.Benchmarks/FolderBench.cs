using System.Diagnostics;
using System.Globalization;
using Groundwork.UseCases;

namespace Groundwork.Benchmarks;

/// <summary>Real files: how fast they become searchable, how large their index is, how fast it answers, how much memory it all takes.</summary>
internal sealed class FolderBench(TextWriter output)
{
    private const int Queries = 500;

    public async Task RunAsync(string path)
    {
        const string Collection = "measured";
        await using var scratch = await ScratchWorkspace.OpenAsync();
        var clock = Stopwatch.StartNew();
        var reply = await scratch.IngestAsync(path, Collection);
        var ingest = clock.Elapsed.TotalSeconds;
        var bytes = Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Sum(f => new FileInfo(f).Length);
        clock.Restart();
        await scratch.IngestAsync(path, Collection);
        var again = clock.Elapsed.TotalSeconds;
        var status = (await new GetStatus(scratch.Workspace).RunAsync(CancellationToken.None)).Collections[0];
        var times = await SearchAsync(scratch.Workspace, Collection);
        Row("documents", $"{reply.Added} ({reply.Failed.Count} failed, {reply.Skipped.Count} skipped)");
        Row("source bytes", string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:F1} MB"));
        Row("canonical text", string.Create(CultureInfo.InvariantCulture, $"{status.TextCharacters / 1e6:F1} M characters, {status.Chunks} chunks"));
        Row("ingest", string.Create(CultureInfo.InvariantCulture, $"{ingest:F1} s: {bytes / 1e6 / ingest:F1} MB/s, {reply.Added / ingest:F0} documents/s"));
        Row("ingest again, nothing changed", string.Create(CultureInfo.InvariantCulture, $"{again:F2} s"));
        Row("index", string.Create(CultureInfo.InvariantCulture, $"{status.IndexBytes / 1e6:F1} MB in {status.Segments} segments: {status.IndexBytes / (double)status.TextCharacters:F2} of the text"));
        Row("database", string.Create(CultureInfo.InvariantCulture, $"{new FileInfo(Path.Combine(scratch.Path, "groundwork.db")).Length / 1e6:F1} MB"));
        Row($"search, {times.Count} queries of title words, 10 hits with text and explanation", string.Create(CultureInfo.InvariantCulture, $"p50 {times[times.Count / 2]:F2} ms, p95 {times[times.Count * 95 / 100]:F2} ms"));
        Row("peak memory", string.Create(CultureInfo.InvariantCulture, $"{Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:F0} MB"));
    }

    // Titles are what people type; asking for each once keeps the choice out of our hands.
    private static async Task<List<double>> SearchAsync(Workspace workspace, string collection)
    {
        var listed = await new ListDocuments(workspace).RunAsync(new DocumentsRequest(collection, Limit: 1000), CancellationToken.None);
        var titles = listed.Documents.Select(d => d.Title).Distinct(StringComparer.Ordinal).Take(Queries + 20).ToArray();
        var times = new List<double>(titles.Length);
        for (var i = 0; i < titles.Length; i++)
        {
            var started = Stopwatch.GetTimestamp();
            await new SearchPassages(workspace).RunAsync(new SearchRequest(titles[i], collection), CancellationToken.None);
            if (i >= 20) times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        times.Sort();
        return times;
    }

    private void Row(string what, string value) => output.WriteLine($"| {what} | {value} |");
}
