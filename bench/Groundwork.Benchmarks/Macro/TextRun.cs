using System.Diagnostics;
using Groundwork.Language;
using Groundwork.Search;

namespace Groundwork.Benchmarks.Macro;

/// <summary>The text set: three rounds of indexing, three passes of queries after as many as it takes to be warm, upserts durable one by one and in batches, opening, memory.</summary>
internal sealed class TextRun
{
    private const int Limit = 10;
    private const int Rounds = 3;
    private const int Passes = 3;
    private const int BatchedUpserts = 5000;

    private readonly CommandLine _command;
    private readonly Measurements _lines;
    private readonly IndexOptions _options;
    private readonly IndexFolder _folder;

    private TextRun(CommandLine command)
    {
        _command = command;
        _options = new IndexOptions(
            [.. Passage.Fields.Select(f => string.Equals(f.Name, Passage.TitleField, StringComparison.Ordinal)
                ? f with { Weight = (float)command.Real("title-weight", f.Weight), LengthNormalisation = (float)command.Real("title-b", f.LengthNormalisation) }
                : f)]);
        _lines = new Measurements(command.Has("out") ? command.Text("out", "") : null, ("peer", command.Text("label", Engine.Peer)));
        _folder = command.Wants("build") && !IsChild(command) ? IndexFolder.Fresh(command, "text") : IndexFolder.Existing(command, "text");
    }

    public static void Run(CommandLine command)
    {
        var run = new TextRun(command);
        if (command.Wants("build")) run.Index(TextSet.Load(command.Data));
        var queries = TextSet.LoadQueries(command.Text("queries", command.Data));
        var owners = run.Owners();
        if (command.Wants("query")) run.Query(queries, owners);
        if (command.Wants("upsert")) run.Upsert(TextSet.LoadPassages(command.Data));
        if (command.Wants("reopen")) run.Reopen(queries);
        if (command.Wants("memory")) ChildProcess.Run(["search", "text-open"], command);
    }

    /// <summary>A process that only opens the index and asks.</summary>
    public static void RunOpened(CommandLine command)
    {
        var run = new TextRun(command);
        var queries = TextSet.LoadQueries(command.Data);
        PageCache.Evict(run._folder.Path);
        var before = ProcessMemory.Now();
        var clock = Stopwatch.StartNew();
        using var index = run._folder.Open(run._options);
        using var snapshot = index.OpenSnapshot();
        Ask(snapshot, queries[0].Text, 0);
        run._lines.Emit("first-answer", ("open_first_query_ms", clock.Elapsed.TotalMilliseconds), ("note", "new process, its compilation included"));
        foreach (var query in queries) Ask(snapshot, query.Text, 0);
        var asked = ProcessMemory.Now();
        run._lines.Emit("memory", [.. asked.Fields(), ("rss_anon_index_mb", asked.AnonymousMb - before.AnonymousMb), ("rss_file_index_mb", asked.FileMb - before.FileMb)]);
    }

    private static bool IsChild(CommandLine command) => string.Equals(command.Words[0], "text-open", StringComparison.Ordinal);

    private static IReadOnlyList<Hit> Ask(Snapshot snapshot, string text, float pairs) =>
        snapshot.Search(new SearchRequest(new Query.Words(text, PairWeight: pairs), null, Limit), CancellationToken.None);

    private void Index(TextSet set)
    {
        var bytes = set.Bytes;
        for (var round = 0; round < _command.Number("rounds", Rounds); round++)
        {
            if (Directory.Exists(_folder.Path)) Directory.Delete(_folder.Path, recursive: true);
            var (wall, cpu) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
            using var index = _folder.Open(_options);
            double committed;
            using (var writer = index.OpenWriter())
            {
                foreach (var passage in set.Passages) writer.Upsert(passage.Entry(Engine.Key(passage.Id), LanguageOf(passage)));
                writer.Commit(CancellationToken.None);
                committed = wall.Elapsed.TotalSeconds;
                Engine.Settle(writer, _command);
            }

            var (seconds, busy) = (wall.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds);
            using var snapshot = index.OpenSnapshot();
            _lines.Emit(
                "build", ("docs", set.Passages.Count), ("round", round), ("build_s", seconds), ("cpu_s", busy), ("docs_per_s", set.Passages.Count / seconds),
                ("mb_per_s", bytes / 1e6 / seconds), ("mb_per_cpu_s", bytes / 1e6 / busy), ("committed_s", committed), ("segments", snapshot.Status.Segments),
                ("disk_mb", _folder.Megabytes), ("rss_mb", ProcessMemory.Now().TotalMb), ("threads", Environment.ProcessorCount));
        }
    }

    private LanguageCode LanguageOf(Passage passage) => _command.Text("analyze", "set") switch
    {
        "set" => LanguageCode.FromTag(passage.Language),
        "detect" => LanguageDetector.Detect(passage.Text).Language,
        var tag => LanguageCode.FromTag(tag),
    };

    private void Query(IReadOnlyList<KnownItem> queries, int[] owners)
    {
        using var index = _folder.Open(_options);
        using var snapshot = index.OpenSnapshot();
        foreach (var (mode, pairs) in new[] { ("words", 0f), ("words and pairs", 0.25f) })
        {
            var name = _command.Has("queries") ? $"{mode}, {Path.GetFileName(_command.Text("queries", "").TrimEnd('/'))}" : mode;
            var found = new IReadOnlyList<Hit>[queries.Count];
            Pass.Warm(queries.Count, i => Ask(snapshot, queries[i].Text, pairs));
            for (var pass = 0; pass < Passes; pass++)
            {
                var figures = Pass.Over(queries.Count, i => found[i] = Ask(snapshot, queries[i].Text, pairs));
                var (hit, reciprocal) = KnownItemFigures(queries, found, owners);
                _lines.Emit("query", [("mode", name), .. Pass.Fields([figures]), ("hit10", hit), ("mrr10", reciprocal), ("segments", snapshot.Status.Segments)]);
            }

            var (bytes, beyondHits) = Allocation(snapshot, queries, pairs);
            _lines.Emit("allocation", ("mode", name), ("bytes_per_search", bytes), ("bytes_per_search_beyond_hits", beyondHits));
        }
    }

    // Objects of 64-bit .NET: a Hit is 40 bytes, a string 22 and two a character rounded up to 8, an array 24 and one reference each.
    private static (double Total, double BeyondHits) Allocation(Snapshot snapshot, IReadOnlyList<KnownItem> queries, float pairs)
    {
        var (total, hits) = (0L, 0L);
        foreach (var query in queries)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var found = Ask(snapshot, query.Text, pairs);
            total += GC.GetAllocatedBytesForCurrentThread() - before;
            hits += 24 + found.Sum(h => 8L + 40 + ((22 + (2 * h.Key.Value.Length) + 7) & ~7));
        }

        return (total / (double)queries.Count, (total - hits) / (double)queries.Count);
    }

    private static (double Hit, double Reciprocal) KnownItemFigures(IReadOnlyList<KnownItem> queries, IReadOnlyList<Hit>[] found, int[] owners)
    {
        var (hits, reciprocal) = (0, 0.0);
        for (var i = 0; i < queries.Count; i++)
        {
            var rank = found[i].ToList().FindIndex(h => owners[Engine.RowOf(h)] == queries[i].Document);
            if (rank < 0) continue;
            hits++;
            reciprocal += 1.0 / (rank + 1);
        }

        return (hits / (double)queries.Count, reciprocal / queries.Count);
    }

    private int[] Owners() => [.. TextSet.LoadPassages(_command.Data).Select(p => p.Document)];

    private void Upsert(IReadOnlyList<Passage> passages)
    {
        using var index = _folder.Open(_options);
        using (var writer = index.OpenWriter())
        {
            var clock = Stopwatch.StartNew();
            foreach (var passage in passages.Take(BatchedUpserts)) writer.Upsert(passage.Entry(Engine.Key(passage.Id), LanguageOf(passage)));
            writer.Commit(CancellationToken.None);
            _lines.Emit("upsert", ("upserts_per_s", BatchedUpserts / clock.Elapsed.TotalSeconds));
        }

        foreach (var threads in _command.Text("threads", "1,8").Split(',').Select(t => int.Parse(t, System.Globalization.CultureInfo.InvariantCulture)))
        {
            using var writer = index.OpenWriter();
            var (allocated, collections) = (GC.GetTotalAllocatedBytes(), GC.CollectionCount(0));
            var (rate, pass) = DurableOneByOne(writer, passages, threads, TimeSpan.FromSeconds(_command.Real("seconds", 4)));
            _lines.Emit("upsert-durable-each", [("threads", threads), ("upserts_per_s", rate), ("upserts", pass.Count), ("cpu_upserts_per_s", pass.CpuQps),
                .. Pass.Fields([pass]).Where(f => f.Name.EndsWith("_ms", StringComparison.Ordinal)),
                ("bytes_per_upsert", (GC.GetTotalAllocatedBytes() - allocated) / pass.Count), ("collections", GC.CollectionCount(0) - collections)]);
        }
    }

    /// <summary>Each thread makes one change after the other and waits until it is on the disk.</summary>
    private (double PerSecond, Pass Pass) DurableOneByOne(IndexWriter writer, IReadOnlyList<Passage> passages, int threads, TimeSpan duration)
    {
        var next = -1;
        var times = new List<double>[threads];
        var failures = new List<Exception>();
        var (clock, cpu) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        var workers = Enumerable.Range(0, threads).Select(worker => new Thread(() =>
        {
            times[worker] = [];
            try
            {
                while (clock.Elapsed < duration)
                {
                    var passage = passages[Interlocked.Increment(ref next) % passages.Count];
                    var started = Stopwatch.GetTimestamp();
                    writer.Upsert(passage.Entry(Engine.Key(passage.Id), LanguageOf(passage)));
                    writer.Commit(CancellationToken.None);
                    times[worker].Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                }
            }
            catch (Exception e)
            {
                lock (failures) failures.Add(e);
            }
        })).ToArray();
        foreach (var worker in workers) worker.Start();
        foreach (var worker in workers) worker.Join();
        if (failures.Count > 0) throw new AggregateException(failures);
        var seconds = clock.Elapsed.TotalSeconds;
        double[] all = [.. times.SelectMany(t => t)];
        return (all.Length / seconds, Pass.Of(all, seconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds));
    }

    private void Reopen(IReadOnlyList<KnownItem> queries)
    {
        for (var round = 0; round < Rounds; round++)
        {
            PageCache.Evict(_folder.Path);
            var clock = Stopwatch.StartNew();
            using var index = _folder.Open(_options);
            using var snapshot = index.OpenSnapshot();
            Ask(snapshot, queries[round].Text, 0);
            _lines.Emit("reopen", ("open_first_query_ms", clock.Elapsed.TotalMilliseconds), ("note", "files evicted, warm process"));
        }
    }
}
