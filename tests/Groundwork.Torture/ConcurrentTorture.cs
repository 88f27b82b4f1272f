namespace Groundwork.Torture;

/// <summary>
/// One process ingests a changing folder, re-indexes and deletes while three others search and ask. Readers never fail, every quote is
/// the text of its version, and only a second writer is turned away, with GW1203.
/// </summary>
internal sealed class ConcurrentTorture(Options options, Workplace workplace, Journal journal)
{
    private const int Readers = 3;

    private int _answers;
    private int _citations;
    private int _outdated;
    private int _turnedAway;

    public async Task RunAsync()
    {
        var folder = Path.Combine(workplace.Root, "corpus");
        var data = workplace.Folder("data");
        var corpora = Enumerable.Range(0, 3).Select(i => new Corpus(options.Seed + i, Math.Min(options.Files, 90), Math.Min(options.Records, 300))).ToArray();
        corpora[0].Write(folder, version: 1);
        await CliProcess.MustAsync(options.Cli, data, "ingest", folder, "--json");
        using var done = new CancellationTokenSource();
        var reading = Enumerable.Range(0, Readers).Select(i => Task.Run(() => ReadAsync(data, corpora, new Random(options.Seed + 100 + i), done.Token))).ToArray();
        var random = new Random(options.Seed);
        for (var round = 0; round < options.Rounds; round++)
        {
            var problems = new List<string>();
            try
            {
                await WriteAsync(data, folder, corpora, random, round, problems);
            }
            catch (TortureException broken)
            {
                problems.Add(broken.Message);
            }

            journal.Trial(new { round }, problems);
        }

        await done.CancelAsync();
        foreach (var reader in reading) journal.Trial(new { reader = true }, await reader);
        var verify = await CliProcess.RunAsync(options.Cli, data, "verify", "--json");
        journal.Trial(new { verified = true, answers = _answers, citations = _citations, outdated = _outdated, secondWritersTurnedAway = _turnedAway }, verify.ExitCode == 0 ? [] : [verify.ToString(), verify.Output]);
    }

    private async Task WriteAsync(string data, string folder, Corpus[] corpora, Random random, int round, List<string> problems)
    {
        corpora[random.Next(corpora.Length)].Write(folder, 1 + random.Next(2));
        switch (round % 4)
        {
            case 1:
                // Two writers at once: one works, the other is turned away or comes later.
                using (var second = CliProcess.Start(options.Cli, data, "ingest", folder, "--json"))
                {
                    var mine = await CliProcess.RunAsync(options.Cli, data, "ingest", folder, "--json");
                    var others = await second.EndAsync();
                    foreach (var writer in new[] { mine, others })
                    {
                        if (writer.ExitCode == 0) continue;
                        _turnedAway++;
                        if (writer.ExitCode != 1 || !writer.Error.StartsWith("GW1203 ", StringComparison.Ordinal)) problems.Add($"a second writer: {writer}");
                    }

                    if (mine.ExitCode != 0 && others.ExitCode != 0) problems.Add($"neither of two writers worked: {mine} / {others}");
                }

                break;
            case 2:
                var reindex = await CliProcess.RunAsync(options.Cli, data, "reindex", "--json");
                if (reindex.ExitCode != 0) problems.Add($"reindex: {reindex}");
                break;
            case 3:
                var listed = (await CliProcess.MustAsync(options.Cli, data, "documents", "--limit", "1000", "--json")).Json.GetProperty("documents").EnumerateArray().Select(d => d.GetProperty("document").GetString()!).ToArray();
                random.Shuffle(listed);
                var delete = await CliProcess.RunAsync(options.Cli, data, ["delete", .. listed.Take(10), "--json"]);
                if (delete.ExitCode != 0) problems.Add($"delete: {delete}");
                break;
        }

        var ingest = await CliProcess.RunAsync(options.Cli, data, "ingest", folder, "--json");
        if (ingest.ExitCode != 0) problems.Add($"the only writer: {ingest}");
    }

    private async Task<List<string>> ReadAsync(string data, Corpus[] corpora, Random random, CancellationToken done)
    {
        var problems = new List<string>();
        while (!done.IsCancellationRequested)
        {
            var queries = corpora[random.Next(corpora.Length)].Queries;
            var query = queries[random.Next(queries.Count)];
            var isSearch = random.Next(2) == 0;
            var reply = await CliProcess.RunAsync(options.Cli, data, isSearch ? "search" : "ask", query, "--json");
            if (reply.ExitCode != 0)
            {
                problems.Add($"{(isSearch ? "search" : "ask")} \"{query}\": {reply}");
                continue;
            }

            try
            {
                var json = reply.Json;
                if (!isSearch)
                    foreach (var citation in json.GetProperty("claims").EnumerateArray().SelectMany(c => c.GetProperty("citations").EnumerateArray()))
                        await CheckAsync(data, citation, problems);
                Interlocked.Increment(ref _answers);
            }
            catch (TortureException broken)
            {
                problems.Add(broken.Message);
            }
        }

        return problems;
    }

    private async Task CheckAsync(string data, System.Text.Json.JsonElement citation, List<string> problems)
    {
        Interlocked.Increment(ref _citations);
        var id = citation.GetProperty("document").GetString()!;
        var shown = await CliProcess.RunAsync(options.Cli, data, "documents", "--show", id, "--json");
        if (shown.ExitCode != 0)
        {
            Interlocked.Increment(ref _outdated);
            if (!shown.Error.StartsWith("GW1103 ", StringComparison.Ordinal)) problems.Add($"showing {id}: {shown}");
            return;
        }

        var document = shown.Json;
        if (!string.Equals(document.GetProperty("version").GetString(), citation.GetProperty("version").GetString(), StringComparison.Ordinal))
        {
            Interlocked.Increment(ref _outdated);
            return;
        }

        var (text, quote) = (document.GetProperty("text").GetString()!, citation.GetProperty("quote").GetString()!);
        var (start, length) = (citation.GetProperty("span").GetProperty("start").GetInt32(), citation.GetProperty("span").GetProperty("length").GetInt32());
        if (start + length > text.Length || !string.Equals(text.Substring(start, length), quote, StringComparison.Ordinal)) problems.Add($"{id} {start}+{length} is not the quote \"{quote}\"");
    }
}
