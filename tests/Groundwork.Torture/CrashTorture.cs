using System.Globalization;
using System.Text;

namespace Groundwork.Torture;

/// <summary>
/// Kills ingesting, re-indexing and deleting at many moments. Afterwards the same command must lead to exactly the state that an
/// undisturbed run leads to: the same documents, chunks, ranks and scores, and every invariant intact.
/// </summary>
internal sealed class CrashTorture(Options options, Workplace workplace, Journal journal)
{
    private const int DefaultTrials = 20;

    private readonly Random _random = new(options.Seed);
    private string _folder = string.Empty;
    private string _queries = string.Empty;

    public async Task RunAsync()
    {
        var corpus = new Corpus(options.Seed, options.Files, options.Records);
        _folder = Path.Combine(workplace.Root, "corpus");
        _queries = corpus.WriteQueries(Path.Combine(workplace.Root, "queries.jsonl"));

        corpus.Write(_folder, version: 1);
        var first = workplace.Folder("first");
        await MustAsync(first, "ingest", _folder, "--json");
        corpus.Write(_folder, version: 2);
        var second = workplace.CopyOf(first, "second");
        var ingesting = await KillPoint.MeasureAsync(options.Cli, second, "ingest", _folder, "--json");
        await MustAsync(second, "verify", "--json");
        var expected = await Picture.TakeAsync(options.Cli, second, _queries);
        journal.Note(new { reference = true, documents = expected.Documents.Count, expected.Chunks, hits = expected.Hits.Count, ingestMs = Ms(ingesting.Elapsed), ingesting.IndexEvents });
        await CheckFreshAsync(expected);

        var trials = options.Trials ?? DefaultTrials;
        for (var i = 0; i < trials; i++) await IngestAsync("ingest", first, expected, KillPoint.Choose(_random, i, trials, ingesting));
        var variants = Math.Max(1, trials / 3);
        for (var i = 0; i < variants; i++)
            await IngestAsync("ingest twice", first, expected, KillPoint.Choose(_random, i, variants, ingesting), KillPoint.Choose(_random, _random.Next(variants), variants, ingesting));

        var reindexing = await KillPoint.MeasureAsync(options.Cli, workplace.CopyOf(second, "measured"), "reindex", "--json");
        for (var i = 0; i < variants; i++) await ReindexAsync(second, expected, KillPoint.Choose(_random, i, variants, reindexing));
        await DeleteAsync(second, expected, variants);
    }

    // What an index went through must not show in its scores: a collection that only ever saw the second version gives the same answers.
    private async Task CheckFreshAsync(Picture expected)
    {
        var fresh = workplace.Folder("fresh");
        await MustAsync(fresh, "ingest", _folder, "--json");
        journal.Trial(new { variant = "fresh" }, expected.Differences(await Picture.TakeAsync(options.Cli, fresh, _queries)));
    }

    private async Task IngestAsync(string variant, string first, Picture expected, params KillPoint[] points)
    {
        var data = workplace.CopyOf(first, "trial");
        var killed = new List<double?>();
        foreach (var point in points) killed.Add(Ms(await point.StrikeAsync(options.Cli, data, "ingest", _folder, "--json")));
        await TrialAsync(new { variant, kill = points.Select(p => p.ToString()), killedAfterMs = killed }, async problems =>
        {
            // A reader after the crash sees a consistent state before anybody heals it.
            var run = await CliProcess.RunAsync(options.Cli, data, "search", "--queries", _queries, "--run", Path.Combine(workplace.Root, "between.trec"), "--json");
            if (run.ExitCode != 0) problems.Add($"searching before healing: {run}");
            await MustAsync(data, "ingest", _folder, "--json");
            await CompareAsync(data, expected, problems);
        });
    }

    private async Task ReindexAsync(string second, Picture expected, KillPoint point)
    {
        var data = workplace.CopyOf(second, "trial");
        var killed = Ms(await point.StrikeAsync(options.Cli, data, "reindex", "--json"));
        await TrialAsync(new { variant = "reindex", kill = point.ToString(), killedAfterMs = killed }, async problems =>
        {
            await CompareAsync(data, expected, problems);
            await MustAsync(data, "reindex", "--json");
            await CompareAsync(data, expected, problems);
            await MustAsync(data, "ingest", _folder, "--json");
            await CompareAsync(data, expected, problems);
            var generations = Directory.GetDirectories(Path.Combine(data, "indexes", "default"));
            if (generations.Length != 1) problems.Add($"{generations.Length} builds of the index are left on disk after a complete reindex");
        });
    }

    private async Task DeleteAsync(string second, Picture expected, int trials)
    {
        var victims = expected.Documents.Keys.Where(id => !id.StartsWith('r')).Order(StringComparer.Ordinal).ToArray();
        _random.Shuffle(victims);
        victims = victims[..Math.Max(2, victims.Length / 5)];
        var deleted = workplace.CopyOf(second, "deleted");
        var deleting = await KillPoint.MeasureAsync(options.Cli, deleted, ["delete", .. victims, "--json"]);
        var without = await Picture.TakeAsync(options.Cli, deleted, _queries);
        CheckMarkersGone(deleted, victims, out var left);
        journal.Trial(new { variant = "delete undisturbed", victims = victims.Length }, left);
        for (var i = 0; i < trials; i++)
        {
            var point = KillPoint.Choose(_random, i, trials, deleting);
            var data = workplace.CopyOf(second, "trial");
            var killed = Ms(await point.StrikeAsync(options.Cli, data, ["delete", .. victims, "--json"]));
            await TrialAsync(new { variant = "delete", kill = point.ToString(), killedAfterMs = killed }, async problems =>
            {
                // Half-done deletions are finished one way, by deleting the rest …
                var half = workplace.CopyOf(data, "half");
                var present = (await Picture.TakeAsync(options.Cli, half, _queries)).Documents;
                string[] rest = [.. victims.Where(present.ContainsKey)];
                if (rest.Length > 0) await MustAsync(half, ["delete", .. rest, "--json"]);
                await CompareAsync(half, without, problems);
                CheckMarkersGone(half, victims, out var remains);
                problems.AddRange(remains);

                // … and taken back the other way, by ingesting the files that are still there.
                await MustAsync(data, "ingest", _folder, "--json");
                await CompareAsync(data, expected, problems);
            });
        }
    }

    private static void CheckMarkersGone(string data, IEnumerable<string> victims, out List<string> problems)
    {
        problems = [];
        // A document's number stands in its name and its marker in its text: "0012 word.md" holds marker12zq.
        var markers = victims.Select(v => string.Concat(Path.GetFileName(v).TakeWhile(char.IsAsciiDigit)))
            .Select(digits => Corpus.MarkerOf(int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture))).ToArray();
        foreach (var file in Directory.EnumerateFiles(data, "*", SearchOption.AllDirectories))
        {
            var bytes = File.ReadAllBytes(file).AsSpan();
            foreach (var marker in markers)
                if (bytes.IndexOf(Encoding.UTF8.GetBytes(marker)) >= 0) problems.Add($"the deleted word {marker} is still in {Path.GetRelativePath(data, file)}");
        }
    }

    private async Task CompareAsync(string data, Picture expected, List<string> problems)
    {
        var verify = await CliProcess.RunAsync(options.Cli, data, "verify", "--json");
        if (verify.ExitCode != 0) problems.Add($"verify: {verify} {verify.Output.Trim()}");
        problems.AddRange(expected.Differences(await Picture.TakeAsync(options.Cli, data, _queries)));
    }

    private async Task TrialAsync(object what, Func<List<string>, Task> check)
    {
        var problems = new List<string>();
        try
        {
            await check(problems);
        }
        catch (TortureException broken)
        {
            problems.Add(broken.Message);
        }

        journal.Trial(what, problems);
    }

    private Task<CliResult> MustAsync(string data, params IEnumerable<string> arguments) => CliProcess.MustAsync(options.Cli, data, arguments);

    private static double? Ms(TimeSpan? time) => time is { } known ? Math.Round(known.TotalMilliseconds) : null;
}
