namespace Groundwork.Torture;

/// <summary>Ingests onto a filesystem that is too small: one clear line and exit code 1. With space freed, the next run completes the work.</summary>
internal sealed class DiskFullTorture(Options options, Workplace workplace, Journal journal)
{
    private const int DefaultTrials = 6;
    private const int RoomyKilobytes = 1 << 20;

    public async Task RunAsync()
    {
        var corpus = new Corpus(options.Seed, options.Files, options.Records);
        var folder = Path.Combine(workplace.Root, "corpus");
        var queries = corpus.WriteQueries(Path.Combine(workplace.Root, "queries.jsonl"));
        corpus.Write(folder, version: 2);
        var reference = workplace.Folder("reference");
        await CliProcess.MustAsync(options.Cli, reference, "ingest", folder, "--json");
        var expected = await Picture.TakeAsync(options.Cli, reference, queries);
        var needed = (int)(Directory.EnumerateFiles(reference, "*", SearchOption.AllDirectories).Sum(f => new FileInfo(f).Length) / 1024);
        journal.Note(new { reference = true, documents = expected.Documents.Count, expected.Chunks, kilobytes = needed });

        var trials = options.Trials ?? DefaultTrials;
        var random = new Random(options.Seed);
        for (var i = 0; i < trials; i++)
        {
            // From hardly a database to nearly all; the last part fails while the index is written.
            var kilobytes = 64 + (int)(needed * ((i + random.NextDouble()) / trials));
            using var disk = TinyFilesystem.Mount(Path.Combine(workplace.Root, "disk"), kilobytes);
            if (disk is null)
            {
                journal.Note(new { skipped = "disk-full", reason = "no tmpfs can be mounted here; it needs Linux and root" });
                return;
            }

            await TrialAsync(disk, kilobytes, folder, queries, expected);
        }
    }

    private async Task TrialAsync(TinyFilesystem disk, int kilobytes, string folder, string queries, Picture expected)
    {
        var data = workplace.Folder(Path.Combine("disk", "data"));
        var problems = new List<string>();
        var error = string.Empty;
        try
        {
            var full = await CliProcess.RunAsync(options.Cli, data, "ingest", folder, "--json");
            error = full.Error.Trim();
            if (full.ExitCode == 0) error = "(it fitted)";
            else if (full.ExitCode != 1 || error.Contains('\n', StringComparison.Ordinal) || !error.StartsWith("GW1301 ", StringComparison.Ordinal)) problems.Add($"a full disk ends with one line GW1301 and exit code 1, not with {full.ExitCode}: {error}");
            if (!disk.Resize(RoomyKilobytes)) throw new TortureException("The filesystem cannot be enlarged.");
            await CliProcess.MustAsync(options.Cli, data, "ingest", folder, "--json");
            var verify = await CliProcess.RunAsync(options.Cli, data, "verify", "--json");
            if (verify.ExitCode != 0) problems.Add($"verify: {verify} {verify.Output.Trim()}");
            problems.AddRange(expected.Differences(await Picture.TakeAsync(options.Cli, data, queries)));
        }
        catch (TortureException broken)
        {
            problems.Add(broken.Message);
        }

        journal.Trial(new { kilobytes, error }, problems);
    }
}
