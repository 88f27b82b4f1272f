using System.Globalization;

namespace Groundwork.Torture;

/// <summary>
/// A collection switches its chunker and its embedder, back, and forth, while questions come at a steady rate. No question fails, no answer holds
/// passages of two generations, going back takes at most a second, and what comes out equals a fresh build.
/// </summary>
internal sealed class GenerationTorture(Options options, Workplace workplace, Journal journal)
{
    private const int DefaultDocuments = 3400;
    private const int QuestionsPerSecond = 20;
    private const string Plan = "recursive max=120";
    private const int MostRollbackMs = 1000;

    private readonly List<HashSet<string>> _asked = [];
    private readonly Lock _gate = new();

    public async Task RunAsync()
    {
        var count = Math.Max(100, options.Documents ?? DefaultDocuments);
        var canaries = new Canaries(options.Seed, count);
        var folder = Path.Combine(workplace.Root, "corpus");
        var data = workplace.Folder("data");
        canaries.Write(folder);
        await CliProcess.MustAsync(options.Cli, data, "ingest", folder, "--json");
        var problems = new List<string>();
        int first, second;
        await using (var server = await ServerProcess.StartAsync(options.Cli, data))
        {
            var before = await ChunksAsync(server, canaries);
            using var done = new CancellationTokenSource();
            var asking = Task.Run(() => AskAsync(server, canaries, done.Token));
            first = before.Count;
            var reindex = await CliProcess.RunAsync(options.Cli, data, "reindex", "--chunker", Plan, "--fitted", "--json");
            if (reindex.ExitCode != 0) problems.Add(reindex.ToString());
            var after = await ChunksAsync(server, canaries);
            second = after.Count;
            var slowest = 0;
            for (var i = 0; i < 6; i++)
            {
                var back = await CliProcess.RunAsync(options.Cli, data, "generations", "rollback", "--json");
                if (back.ExitCode != 0) problems.Add(back.ToString());
                else slowest = Math.Max(slowest, back.Json.GetProperty("elapsedMs").GetInt32());
            }

            await done.CancelAsync();
            problems.AddRange(await asking);
            if (slowest > MostRollbackMs) problems.Add(string.Create(CultureInfo.InvariantCulture, $"going back took {slowest} ms"));
            var mixed = _asked.Count(hits => hits.Any(h => before.Contains(h) && !after.Contains(h)) && hits.Any(h => after.Contains(h) && !before.Contains(h)));
            var ofFirst = _asked.Count(hits => hits.Any(h => before.Contains(h) && !after.Contains(h)));
            if (mixed > 0) problems.Add(string.Create(CultureInfo.InvariantCulture, $"{mixed} answers hold passages of two generations"));
            if (ofFirst == 0 || ofFirst == _asked.Count) problems.Add("all questions went to one generation: nothing was tested");
            journal.Trial(new { switched = true, chunksBefore = first, chunksAfter = second, questions = _asked.Count, toTheFirst = ofFirst, mixed, slowestRollbackMs = slowest }, problems);
        }

        await CompareAsync(data, folder, canaries);
    }

    // Six times back and forth: the second generation is in use.
    private async Task CompareAsync(string data, string folder, Canaries canaries)
    {
        var fresh = workplace.Folder("fresh");
        await CliProcess.MustAsync(options.Cli, fresh, "ingest", folder, "--json");
        await CliProcess.MustAsync(options.Cli, fresh, "reindex", "--chunker", Plan, "--fitted", "--drop-earlier", "--json");
        var problems = new List<string>();
        await using (var one = await ServerProcess.StartAsync(options.Cli, data))
        await using (var other = await ServerProcess.StartAsync(options.Cli, fresh))
        {
            var random = new Random(options.Seed);
            for (var i = 0; i < 100; i++)
            {
                var words = Question(canaries, random);
                var (mine, theirs) = (Hits(await one.SearchAsync(words, 10)), Hits(await other.SearchAsync(words, 10)));
                if (!mine.SequenceEqual(theirs, StringComparer.Ordinal)) problems.Add($"\"{words}\": {string.Join(' ', mine.Take(3))} / {string.Join(' ', theirs.Take(3))}");
            }
        }

        journal.Trial(new { comparedWithAFreshBuild = 100 }, problems);
        var verify = await CliProcess.RunAsync(options.Cli, data, "verify", "--json");
        journal.Trial(new { verified = true }, verify.ExitCode == 0 ? [] : [verify.ToString(), verify.Output]);
    }

    private async Task<IReadOnlyList<string>> AskAsync(ServerProcess server, Canaries canaries, CancellationToken stop)
    {
        var random = new Random(options.Seed);
        var problems = new List<string>();
        var underWay = new List<Task>();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(1000.0 / QuestionsPerSecond));
        try
        {
            while (await timer.WaitForNextTickAsync(stop)) underWay.Add(OneAsync(Question(canaries, random)));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }

        await Task.WhenAll(underWay);
        return problems;

        async Task OneAsync(string words)
        {
            try
            {
                var hits = (await server.SearchAsync(words, 10)).GetProperty("hits").EnumerateArray().Select(h => h.GetProperty("chunk").GetString()!).ToHashSet(StringComparer.Ordinal);
                lock (_gate)
                {
                    _asked.Add(hits);
                    if (hits.Count == 0) problems.Add($"\"{words}\" found nothing");
                }
            }
            catch (Exception problem) when (problem is TortureException or HttpRequestException or TaskCanceledException)
            {
                lock (_gate) problems.Add(problem.Message);
            }
        }
    }

    private static string Question(Canaries canaries, Random random) => $"{canaries.Canary[random.Next(canaries.Canary.Count)]} lever garden {(random.Next(2) == 0 ? "bridge" : "winter")}";

    private static string[] Hits(System.Text.Json.JsonElement reply) =>
        [.. reply.GetProperty("hits").EnumerateArray().Select(h => string.Create(CultureInfo.InvariantCulture, $"{h.GetProperty("chunk").GetString()}:{h.GetProperty("score").GetDouble():R}"))];

    private static async Task<HashSet<string>> ChunksAsync(ServerProcess server, Canaries canaries)
    {
        var chunks = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in canaries.Names)
            foreach (var chunk in (await server.GetAsync($"api/document?document={name}")).GetProperty("chunks").EnumerateArray())
                chunks.Add(chunk.GetProperty("chunk").GetString()!);
        return chunks;
    }
}
