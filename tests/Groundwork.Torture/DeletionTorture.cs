using System.Text.Json;

namespace Groundwork.Torture;

/// <summary>
/// Documents with words that nobody else says are deleted while a server searches and answers, and while the deleting command is killed at
/// random moments. Afterwards no file of the data directory holds one of the deleted words, and every other document is found by its own.
/// </summary>
internal sealed class DeletionTorture(Options options, Workplace workplace, Journal journal)
{
    private const int DefaultDocuments = 2000;
    private const int DefaultDeleted = 100;
    private const int Batch = 10;

    private readonly Random _random = new(options.Seed);
    private int _searches;
    private int _kills;

    public async Task RunAsync()
    {
        var count = Math.Max(40, options.Documents ?? DefaultDocuments);
        var canaries = new Canaries(options.Seed, count);
        var folder = Path.Combine(workplace.Root, "corpus");
        var data = workplace.Folder("data");
        canaries.Write(folder);
        await CliProcess.MustAsync(options.Cli, data, "ingest", folder, "--json");

        // The control: a scan that finds nothing anywhere would prove nothing.
        if (Canaries.Traces(data, canaries.Canary.Take(5)).Count == 0) throw new TortureException("The scan does not find words that are there.");

        var doomed = Enumerable.Range(0, count).ToArray();
        _random.Shuffle(doomed);
        doomed = doomed[..Math.Min(DefaultDeleted, count / 2)];
        using var done = new CancellationTokenSource();
        await using (var server = await ServerProcess.StartAsync(options.Cli, data))
        {
            var load = Enumerable.Range(0, 2).Select(i => Task.Run(() => LoadAsync(server, canaries, new Random(options.Seed + 1 + i), done.Token))).ToArray();
            foreach (var batch in doomed.Chunk(Batch)) await DeleteAsync(server, data, [.. batch.Select(i => canaries.Names[i])]);
            await done.CancelAsync();
            foreach (var problems in await Task.WhenAll(load)) journal.Trial(new { load = true, searches = _searches }, problems);
        }

        // One command more: it completes what the last kill left.
        await CliProcess.MustAsync(options.Cli, data, "status", "--json");
        var traces = Canaries.Traces(data, doomed.Select(i => canaries.Canary[i]));
        journal.Trial(new { scanned = true, deleted = doomed.Length, kills = _kills, traces = traces.Count }, [.. traces]);
        await CheckAsync(data, canaries, doomed);
    }

    // Killed somewhere in between, or not at all; then asked for again until all are gone.
    private async Task DeleteAsync(ServerProcess server, string data, string[] names)
    {
        var problems = new List<string>();
        for (var attempt = 0; ; attempt++)
        {
            var left = await ExistingAsync(server, names);
            if (left.Length == 0) break;
            if (attempt == 20)
            {
                problems.Add($"{left.Length} of {names.Length} are still there after {attempt} attempts.");
                break;
            }

            using var delete = CliProcess.Start(options.Cli, data, ["delete", .. left, "--json"]);
            if (attempt < 2 && !await delete.EndsWithinAsync(TimeSpan.FromMilliseconds(_random.Next(100, 1200))) && delete.Kill()) _kills++;
            var ended = await delete.EndAsync();
            if (ended.ExitCode is not (0 or 137) && !ended.Error.StartsWith("GW1203 ", StringComparison.Ordinal)) problems.Add(ended.ToString());
        }

        journal.Trial(new { deleted = names.Length }, problems);
    }

    private static async Task<string[]> ExistingAsync(ServerProcess server, string[] names)
    {
        var left = new List<string>();
        foreach (var name in names)
        {
            var found = await server.GetAsync($"api/documents?contains={name}&limit=10");
            if (found.GetProperty("documents").EnumerateArray().Any(d => string.Equals(d.GetProperty("document").GetString(), name, StringComparison.Ordinal))) left.Add(name);
        }

        return [.. left];
    }

    private async Task<IReadOnlyList<string>> LoadAsync(ServerProcess server, Canaries canaries, Random random, CancellationToken stop)
    {
        var problems = new List<string>();
        while (!stop.IsCancellationRequested)
        {
            try
            {
                // A question is kept with its answer, so it must not say the word itself.
                if (random.Next(4) == 0) await server.PostAsync("api/ask", new { question = $"What does report {random.Next(canaries.Canary.Count)} say of levers and gardens?" });
                else await server.SearchAsync(canaries.Canary[random.Next(canaries.Canary.Count)], 5);
                Interlocked.Increment(ref _searches);
            }
            catch (TortureException problem)
            {
                problems.Add(problem.Message);
            }
        }

        return problems;
    }

    private async Task CheckAsync(string data, Canaries canaries, int[] doomed)
    {
        var gone = doomed.ToHashSet();
        var problems = new List<string>();
        await using (var server = await ServerProcess.StartAsync(options.Cli, data))
        {
            for (var i = 0; i < canaries.Canary.Count; i++)
            {
                var hits = (await server.SearchAsync(canaries.Canary[i], 3)).GetProperty("hits").EnumerateArray().ToArray();
                var isFound = Array.Exists(hits, h => h.GetProperty("text").GetString()!.Contains(canaries.Canary[i], StringComparison.Ordinal));
                if (isFound == gone.Contains(i)) problems.Add($"{canaries.Names[i]} {(isFound ? "was deleted and is found" : "was not deleted and is not found")}");
            }
        }

        journal.Trial(new { searched = canaries.Canary.Count }, problems);
        var verify = await CliProcess.RunAsync(options.Cli, data, "verify", "--json");
        journal.Trial(new { verified = true }, verify.ExitCode == 0 ? [] : [verify.ToString(), verify.Output]);
        foreach (var i in doomed.Take(5))
        {
            var scan = await CliProcess.RunAsync(options.Cli, data, "verify", "--deleted", canaries.Names[i], "--json");
            journal.Trial(new { receipt = canaries.Names[i] }, scan.ExitCode == 0 ? [] : [scan.ToString(), scan.Output]);
        }
    }
}
