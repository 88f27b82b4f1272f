using System.Globalization;

namespace Groundwork.Torture;

/// <summary>
/// Ingests a thousand mixed files, some of them hostile, and kills the program again and again, each time starting it anew, until it
/// comes to its end; then from the beginning, until it was killed often enough. Each time everything must be as an undisturbed run leaves it.
/// </summary>
internal sealed class IngestTorture(Options options, Workplace workplace, Journal journal)
{
    private const int DefaultTrials = 200;
    private const int DefaultFiles = 1000;
    private const int DefaultHostile = 50;
    private const int ConcurrentRounds = 3;

    // Workers see that nobody is there any more when their input closes, which the system does for them at once.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Random _random = new(options.Seed);
    private string _folder = string.Empty;
    private int _files;
    private int _kills;

    public async Task RunAsync()
    {
        _folder = Path.Combine(workplace.Root, "corpus");
        var files = options.HasFiles ? options.Files : DefaultFiles;
        var hostile = new MixedCorpus(options.Seed, files, Math.Min(files / 2, options.Hostile ?? DefaultHostile)).Write(_folder);
        _files = Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories).Count();

        var undisturbed = workplace.Folder("undisturbed");
        var reference = await CliProcess.MustAsync(options.Cli, undisturbed, Command());
        var expected = await IndexPicture.TakeAsync(undisturbed);
        journal.Note(new { reference = true, files = _files, hostile, documents = expected.ByPath.Values.Sum(), expected.Chunks, problems = expected.Problems.Count, ingestMs = Math.Round(reference.Elapsed.TotalMilliseconds), content = expected.Hash });
        await TrialAsync(new { variant = "undisturbed" }, problems => CheckAsync(undisturbed, expected, problems));

        var trials = options.Trials ?? DefaultTrials;
        for (var pass = 1; _kills < trials; pass++) await PassAsync(pass, trials, reference.Elapsed, expected);
        for (var round = 1; round <= ConcurrentRounds; round++) await ConcurrentAsync(round, expected);
    }

    // From nothing to the end, killed on the way.
    private async Task PassAsync(int pass, int trials, TimeSpan undisturbed, IndexPicture expected)
    {
        var data = workplace.Folder("pass");
        Directory.Delete(data, recursive: true);
        Directory.CreateDirectory(data);
        var marker = string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}.{options.Seed}.{pass}");
        var killedAfter = new List<double>();
        var survivors = 0;
        while (_kills < trials)
        {
            using var process = CliProcess.StartMarked(options.Cli, data, marker, Command());

            // Short lives, so that many moments of one ingestion are hit; some so short that hardly anything was opened.
            if (await process.EndsWithinAsync(undisturbed * (_random.NextDouble() / 3))) break;
            if (!process.Kill()) break;
            await process.EndAsync();
            _kills++;
            killedAfter.Add(Math.Round(process.Elapsed.TotalMilliseconds));
            survivors += await Marked.SurvivorsAsync(marker, Patience);
        }

        await TrialAsync(new { variant = "killed", pass, kills = killedAfter.Count, killedAfterMs = killedAfter, survivors }, async problems =>
        {
            if (survivors > 0) problems.Add(string.Create(CultureInfo.InvariantCulture, $"{survivors} workers outlived their killed parent by {Patience.TotalSeconds} s"));
            await CliProcess.MustAsync(options.Cli, data, Command());
            await CheckAsync(data, expected, problems);
        });
    }

    // Two at once: one may be told that another process is at it, and nothing may be there twice.
    private async Task ConcurrentAsync(int round, IndexPicture expected)
    {
        var data = workplace.Folder($"both{round}");
        await TrialAsync(new { variant = "two at once", round }, async problems =>
        {
            var both = await Task.WhenAll(CliProcess.RunAsync(options.Cli, data, Command()), CliProcess.RunAsync(options.Cli, data, Command()));
            if (!Array.Exists(both, r => r.ExitCode == 0)) problems.Add($"neither came through: {both[0]}; {both[1]}");
            foreach (var turnedAway in both.Where(r => r.ExitCode != 0))
                if (!turnedAway.Error.Contains("GW1203", StringComparison.Ordinal)) problems.Add($"turned away for another reason: {turnedAway}");
            await CheckAsync(data, expected, problems);
        });
    }

    private async Task CheckAsync(string data, IndexPicture expected, List<string> problems)
    {
        var found = await IndexPicture.TakeAsync(data);
        problems.AddRange(expected.Differences(found));

        // Each file is a document, failed with a reason, or was left out with a reason, and the reply says so.
        var reply = (await CliProcess.MustAsync(options.Cli, data, Command())).Json;
        var told = new HashSet<string>(StringComparer.Ordinal);
        foreach (var list in (string[])["failed", "skipped"])
            foreach (var item in reply.GetProperty(list).EnumerateArray())
                told.Add(item.GetProperty("path").GetString()!);
        var lost = Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories).Where(path => !found.ByPath.ContainsKey(path) && !told.Contains(path) && !told.Any(t => t.StartsWith(path + ", ", StringComparison.Ordinal))).ToList();
        if (lost.Count > 0) problems.Add($"{lost.Count} files are neither indexed nor explained, like {lost[0]}");
        foreach (var change in (string[])["added", "updated", "removed", "moved"])
            if (reply.GetProperty(change).GetInt32() is > 0 and var count) problems.Add(string.Create(CultureInfo.InvariantCulture, $"one more run has {count} {change}"));
        var verify = await CliProcess.RunAsync(options.Cli, data, "verify", "--json");
        if (verify.ExitCode != 0) problems.Add($"verify: {verify} {verify.Output.Trim()}");
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

    // Nothing is learnt: what words mean depends on when it was learnt, and not on what was lost.
    private string[] Command() => ["ingest", _folder, "--embedder", "none", "--json"];
}
