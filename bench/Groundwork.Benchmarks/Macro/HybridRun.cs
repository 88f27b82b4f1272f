using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Groundwork.Language;
using Groundwork.Search;

namespace Groundwork.Benchmarks.Macro;

/// <summary>Many chunks with text and vectors: build, search by both legs, and search while a writer works.</summary>
internal sealed class HybridRun
{
    private const string Set = "lsa384-100k";
    private const int Limit = 10;
    private const int TruthQueries = 100;
    private const int Passes = 3;
    private const int UpsertsPerCommit = 500;
    private const float PairWeight = 0.25f;
    private const float VectorWeight = 0.5f;

    private readonly CommandLine _command;
    private readonly int _rows;
    private readonly int _ef;
    private readonly Measurements _lines;
    private readonly IndexFolder _folder;

    private HybridRun(CommandLine command, bool isFresh)
    {
        _command = command;
        _rows = command.Number("rows", 1_000_000);
        _ef = command.Number("ef", 32);
        var name = string.Create(CultureInfo.InvariantCulture, $"mixed-{_rows}");
        _folder = isFresh ? IndexFolder.Fresh(command, name) : IndexFolder.Existing(command, name);
        _lines = new Measurements(
            command.Has("out") ? command.Text("out", "") : null, ("peer", command.Text("label", Engine.Peer)), ("set", name), ("n", _rows), ("dim", 384));
    }

    private string QueriesFile => _folder.Path + ".queries.jsonl";

    private string TruthFile => _folder.Path + ".truth.i32";

    public static void Run(CommandLine command)
    {
        var run = new HybridRun(command, command.Wants("build"));
        if (command.Wants("build") || command.Wants("truth"))
        {
            var corpus = MixedCorpus.Load(command.Data, Set);
            if (command.Wants("build")) run.Build(corpus);
            if (command.Wants("truth")) run.FindTruth(corpus);
        }

        // Searching is done by a process that has never held the corpus.
        if (command.Wants("query")) ChildProcess.Run(["search", "hybrid-query", "--ef", $"{run._ef}"], command);
        if (command.Wants("ingest")) ChildProcess.Run(["search", "hybrid-ingest", "--ef", $"{run._ef}"], command);
    }

    public static void RunQueries(CommandLine command)
    {
        var run = new HybridRun(command, isFresh: false);
        var queries = run.LoadQueries();
        PageCache.Evict(run._folder.Path);
        var before = ProcessMemory.Now();
        var clock = Stopwatch.StartNew();
        using var index = run._folder.Open(new IndexOptions(Passage.Fields, new VectorSpace("mixed", queries[0].Vector.Length, Similarity.Cosine)));
        using var snapshot = index.OpenSnapshot();
        run.Ask(snapshot, run.Hybrid(queries[0]));
        run._lines.Emit("first-answer", ("open_ms", clock.Elapsed.TotalMilliseconds), ("note", "new process, its compilation included"));
        run.Legs(snapshot, queries, cold: true);
        run.Legs(snapshot, queries, cold: false);
        if (File.Exists(run.TruthFile)) run.Recall(snapshot, queries);
        var after = ProcessMemory.Now();
        run._lines.Emit(
            "memory", [.. after.Fields(), ("rss_anon_index_mb", after.AnonymousMb - before.AnonymousMb), ("rss_file_index_mb", after.FileMb - before.FileMb), ("disk_mb", run._folder.Megabytes)]);
    }

    /// <summary>Searching alone, then the same while one thread upserts as fast as it can and another waits for single updates to show.</summary>
    public static void RunIngest(CommandLine command)
    {
        var run = new HybridRun(command, isFresh: false);
        var corpus = MixedCorpus.Load(command.Data, Set);
        var queries = run.LoadQueries();
        using var index = run._folder.Open(corpus.Options);
        for (var i = 0; i < Passes; i++) run.SearchFor(index, queries, TimeSpan.FromSeconds(3));
        var idle = run.SearchFor(index, queries, TimeSpan.FromSeconds(command.Real("seconds", 15)));
        run._lines.Emit("search-idle", Pass.Fields([idle]));
        using var writer = index.OpenWriter();
        using var stop = new CancellationTokenSource();
        var failures = new ConcurrentQueue<Exception>();
        var (upserted, visible, commits) = (0, new ConcurrentBag<double>(), new ConcurrentBag<double>());
        Thread[] threads =
        [
            new(() => Watched(failures, () =>
            {
                for (var i = 0; !stop.IsCancellationRequested; i++)
                {
                    // A third replaces what is there, the rest is new.
                    writer.Upsert(corpus.Entry(i % 3 == 0 ? (int)((long)i * 7919 % run._rows) : run._rows + i));
                    Interlocked.Increment(ref upserted);
                    if (i % UpsertsPerCommit != 0) continue;
                    var started = Stopwatch.GetTimestamp();
                    writer.Commit(CancellationToken.None);
                    commits.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                }
            })),
            new(() => Watched(failures, () =>
            {
                for (var i = 0; !stop.Token.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(200)); i++) visible.Add(run.Visibility(index, writer, i));
            })),
        ];
        var clock = Stopwatch.StartNew();
        foreach (var thread in threads) thread.Start();
        var busy = run.SearchFor(index, queries, TimeSpan.FromSeconds(command.Real("seconds", 15) * 2));
        stop.Cancel();
        foreach (var thread in threads) thread.Join();
        if (!failures.IsEmpty) throw new AggregateException(failures);
        var shown = Pass.Of([.. visible], 1, 1);
        var committed = Pass.Of([.. commits], 1, 1);
        run._lines.Emit(
            "search-while-writing", [.. Pass.Fields([busy]), ("p99_of_idle", busy.P99Ms / idle.P99Ms), ("upserts_per_s", upserted / clock.Elapsed.TotalSeconds),
                ("visible_p50_ms", shown.P50Ms), ("visible_max_ms", shown.LongestMs), ("commit_p50_ms", committed.P50Ms), ("commit_max_ms", committed.LongestMs)]);
    }

    private static void Watched(ConcurrentQueue<Exception> failures, Action work)
    {
        try
        {
            work();
        }
        catch (Exception e)
        {
            failures.Enqueue(e);
        }
    }

    private double Visibility(SearchIndex index, IndexWriter writer, int number)
    {
        // Letters alone, because a number would be a part of its own that other entries hold too; x at the end, because no stemmer takes it away.
        var word = "appears" + string.Concat(number.ToString("D6", CultureInfo.InvariantCulture).Select(digit => "bcdfgkmprt"[digit - '0'])) + "x";
        var passage = new Passage(0, 0, "Probe", $"It {word} here.", "en");
        var vector = new float[384];
        vector[number % vector.Length] = 1;
        var started = Stopwatch.GetTimestamp();
        writer.Upsert(passage.Entry(new EntryKey("probe-" + word), LanguageCode.English, vector));
        writer.Commit(CancellationToken.None);
        using var snapshot = index.OpenSnapshot();
        var hits = Ask(snapshot, new Query.Words(word));
        if (hits.Count == 0 || hits[0].Key != new EntryKey("probe-" + word))
            throw new InvalidOperationException($"\"{word}\" is committed and not found first among {hits.Count} in commit {snapshot.Commit}; it is {(snapshot.Contains(new EntryKey("probe-" + word)) ? "" : "not ")}there.");
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private void Build(MixedCorpus corpus)
    {
        var queries = corpus.Queries(_command.Data);
        var (wall, cpu) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        for (var chunk = 0; chunk < 20_000; chunk++) corpus.Entry(_rows - 1 - (chunk % _rows));
        var making = wall.Elapsed.TotalSeconds / 20_000 * _rows;
        wall.Restart();
        cpu = Environment.CpuUsage.TotalTime;
        using var index = _folder.Open(corpus.Options);
        double upserted, committed;
        using (var writer = index.OpenWriter())
        {
            var next = -1;
            var failures = new ConcurrentQueue<Exception>();
            var threads = Enumerable.Range(0, _command.Number("writers", 1)).Select(_ => new Thread(() => Watched(failures, () =>
            {
                for (var chunk = Interlocked.Increment(ref next); chunk < _rows; chunk = Interlocked.Increment(ref next)) writer.Upsert(corpus.Entry(chunk));
            }))).ToArray();
            foreach (var thread in threads) thread.Start();
            foreach (var thread in threads) thread.Join();
            if (!failures.IsEmpty) throw new AggregateException(failures);
            upserted = wall.Elapsed.TotalSeconds;
            writer.Commit(CancellationToken.None);
            committed = wall.Elapsed.TotalSeconds;
            Engine.Settle(writer, _command);
        }

        var (seconds, busy) = (wall.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds);
        using var snapshot = index.OpenSnapshot();
        _lines.Emit(
            "build", ("params", $"{Environment.ProcessorCount} cores, {_command.Number("writers", 1)} writing"), ("build_s", seconds), ("cpu_s", busy), ("vec_per_s", _rows / seconds),
            ("upserted_s", upserted), ("committed_s", committed), ("making_entries_cpu_s", making), ("segments", snapshot.Status.Segments),
            ("rss_peak_mb", ProcessMemory.Now().PeakMb), ("disk_mb", _folder.Megabytes));
        File.WriteAllLines(QueriesFile, queries.Select(q => q.Text + "\t" + Convert.ToBase64String(MemoryMarshal.AsBytes(q.Vector.AsSpan()))));
    }

    private void FindTruth(MixedCorpus corpus)
    {
        var queries = LoadQueries().Take(TruthQueries).Select(q => q.Vector).ToArray();
        var best = queries.Select(_ => new PriorityQueue<int, float>()).ToArray();
        for (var chunk = 0; chunk < _rows; chunk++)
        {
            var vector = corpus.Vector(chunk);
            for (var query = 0; query < queries.Length; query++)
            {
                var similarity = TensorPrimitives.Dot(vector, queries[query]);
                if (best[query].Count < Limit) best[query].Enqueue(chunk, similarity);
                else best[query].EnqueueDequeue(chunk, similarity);
            }
        }

        File.WriteAllBytes(TruthFile, MemoryMarshal.AsBytes(best.SelectMany(b => b.UnorderedItems.Select(i => i.Element)).ToArray().AsSpan()).ToArray());
    }

    private void Legs(Snapshot snapshot, IReadOnlyList<MixedQuery> queries, bool cold)
    {
        foreach (var (leg, query) in new (string, Func<MixedQuery, Query>)[] { ("hybrid", Hybrid), ("text", Text), ("vector", Near) })
        {
            if (!cold) Pass.Warm(queries.Count, i => Ask(snapshot, query(queries[i])));
            var passes = Enumerable.Range(0, cold ? 1 : Passes).Select(_ => Pass.Over(queries.Count, i => Ask(snapshot, query(queries[i])))).ToArray();
            _lines.Emit("query", [("mode", leg), ("temperature", cold ? "cold" : "warm"), ("ef", _ef), .. Pass.Fields(passes), ("segments", snapshot.Status.Segments)]);
        }

        if (cold) return;
        var labelled = Enumerable.Range(0, Passes).Select(_ => Pass.Over(queries.Count, i => Ask(snapshot, Hybrid(queries[i]), new Filter.Is("label", "team-7")))).ToArray();
        _lines.Emit("query", [("mode", "hybrid, label held by 2 %"), ("temperature", "warm"), ("ef", _ef), .. Pass.Fields(labelled)]);
    }

    private void Recall(Snapshot snapshot, IReadOnlyList<MixedQuery> queries)
    {
        var truth = new Truth(MemoryMarshal.Cast<byte, int>(File.ReadAllBytes(TruthFile)).ToArray(), Limit);
        foreach (var ef in new[] { 10, 16, 24, 32, 48, 64, 96, 128, 192, 256 })
        {
            var found = new IReadOnlyList<Hit>[TruthQueries];
            var pass = Pass.Over(TruthQueries, i => found[i] = Ask(snapshot, Engine.Nearest(queries[i].Vector, ef)));
            var recall = truth.Recall([.. found.Select(hits => hits.Select(Engine.RowOf).ToArray())], Limit);
            _lines.Emit("sweep", [("ef", ef), ("recall", recall), .. Pass.Fields([pass])]);
            if (recall >= 0.99) break;
        }
    }

    private Pass SearchFor(SearchIndex index, IReadOnlyList<MixedQuery> queries, TimeSpan duration)
    {
        var times = new List<double>();
        var (clock, cpu) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        for (var i = 0; clock.Elapsed < duration; i++)
        {
            var started = Stopwatch.GetTimestamp();
            using (var snapshot = index.OpenSnapshot()) Ask(snapshot, Hybrid(queries[i % queries.Count]));
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        return Pass.Of([.. times], clock.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds);
    }

    private IReadOnlyList<Hit> Ask(Snapshot snapshot, Query query, Filter? filter = null) => snapshot.Search(new SearchRequest(query, filter, Limit), CancellationToken.None);

    private Query Hybrid(MixedQuery query) => new Query.Fused(Text(query), Near(query), VectorWeight);

    private Query.Nearest Near(MixedQuery query) => Engine.Nearest(query.Vector, _ef);

    private static Query.Words Text(MixedQuery query) => new(query.Text, PairWeight: PairWeight);

    private List<MixedQuery> LoadQueries() =>
    [
        .. File.ReadLines(QueriesFile).Select(l => l.Split('\t')).Select(c => new MixedQuery(c[0], MemoryMarshal.Cast<byte, float>(Convert.FromBase64String(c[1])).ToArray())),
    ];
}
