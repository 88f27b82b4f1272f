using System.Diagnostics;
using System.Globalization;
using Groundwork.Search;

namespace Groundwork.Benchmarks.Macro;

/// <summary>
/// A set of vectors: build, the smallest ef for a recall of 0.95 and 0.99 and its speed, filters of 1 % and 10 %, deletion and return of 30 %,
/// opening. The steps, numbers of queries and passes are those of the native hnswlib peer.
/// </summary>
internal sealed class VectorsRun
{
    private const int Limit = 10;
    private const int FilterQueries = 300;
    private const int Passes = 5;
    private const int UpsertsPerCommit = 1000;
    private static readonly int[] s_efforts = [10, 12, 16, 20, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1000, 1500, 2000];

    private readonly CommandLine _command;
    private readonly VectorSet _set;
    private readonly Measurements _lines;
    private readonly IndexOptions _options;
    private readonly IndexFolder _folder;
    private readonly int _queries;
    private readonly int[] _ladder;

    private VectorsRun(CommandLine command, bool isFresh)
    {
        _command = command;
        _set = VectorSet.Load(command.Data, command.Word(1, "the name of the set"));
        _queries = Math.Min(_set.QueryCount, command.Number("queries", _set.QueryCount));
        _lines = new Measurements(
            command.Has("out") ? command.Text("out", "") : null,
            ("peer", command.Text("label", Engine.Peer)), ("set", _set.Name), ("n", _set.Count), ("dim", _set.Dimensions));
        _ladder = command.Has("ladder") ? [.. command.Text("ladder", "").Split(',').Select(ef => int.Parse(ef, CultureInfo.InvariantCulture))] : s_efforts;
        _options = new IndexOptions([new FieldDefinition("body")], new VectorSpace(_set.Name, _set.Dimensions, Similarity.Cosine))
        {
            SpillBytes = (long)command.Number("spill-mb", 64) << 20,
        };
        _folder = isFresh ? IndexFolder.Fresh(command, _set.Name) : IndexFolder.Existing(command, _set.Name);
    }

    public static void Run(CommandLine command)
    {
        var run = new VectorsRun(command, isFresh: command.Wants("build"));
        if (command.Wants("build")) run.Build();
        var ef = command.Number("ef", 0);
        if (command.Wants("sweep")) ef = run.Sweep();
        if (ef == 0) ef = s_efforts[2];
        if (command.Wants("filter")) run.Filters(ef);
        if (command.Wants("delete")) run.DeleteAndReturn(ef);
        if (command.Wants("reopen")) run.Reopen(ef);
        if (command.Wants("memory")) ChildProcess.Run(["search", "vectors-open", run._set.Name, "--ef", $"{ef}"], command);
    }

    /// <summary>A process that only opens the index and asks: time to its first answer, and what it keeps in memory.</summary>
    public static void RunOpened(CommandLine command)
    {
        var run = new VectorsRun(command, isFresh: false);
        PageCache.Evict(run._folder.Path);
        var before = ProcessMemory.Now();
        var ef = command.Number("ef", s_efforts[2]);
        var clock = Stopwatch.StartNew();
        using var index = run._folder.Open(run._options);
        using var snapshot = index.OpenSnapshot();
        run.Ask(snapshot, 0, ef, null);
        var first = clock.Elapsed.TotalMilliseconds;
        var opened = ProcessMemory.Now();
        for (var query = 0; query < run._queries; query++) run.Ask(snapshot, query, ef, null);
        var asked = ProcessMemory.Now();
        run._lines.Emit("first-answer", ("open_ms", first), ("note", "new process, its compilation included"));
        run._lines.Emit(
            "memory", [.. asked.Fields(), ("rss_anon_opened_mb", opened.AnonymousMb - before.AnonymousMb), ("rss_file_opened_mb", opened.FileMb - before.FileMb),
                ("rss_anon_index_mb", asked.AnonymousMb - before.AnonymousMb), ("rss_file_index_mb", asked.FileMb - before.FileMb)]);
    }

    private void Build()
    {
        _set.Row(0);
        var (wall, cpu) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        double committed;
        using (var index = _folder.Open(_options))
        {
            using (var writer = index.OpenWriter())
            {
                for (var row = 0; row < _set.Count; row++) writer.Upsert(Entry(row));
                writer.Commit(CancellationToken.None);
                committed = wall.Elapsed.TotalSeconds;
                Engine.Settle(writer, _command);
            }

            var (seconds, busy) = (wall.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds);
            using var snapshot = index.OpenSnapshot();
            _lines.Emit(
                "build", ("params", $"{Environment.ProcessorCount} threads"), ("build_s", seconds), ("cpu_s", busy), ("vec_per_s", _set.Count / seconds),
                ("committed_s", committed), ("segments", snapshot.Status.Segments), ("rss_mb", ProcessMemory.Now().TotalMb), ("disk_mb", _folder.Megabytes));
        }
    }

    private int Sweep()
    {
        using var index = _folder.Open(_options);
        using var snapshot = index.OpenSnapshot();
        Pass.Warm(_queries, query => Ask(snapshot, query, 50, null));
        var (at95, at99, last) = (0, 0, 0);
        var best = 0.0;
        foreach (var ef in _ladder)
        {
            var (recall, pass, few) = Measure(snapshot, "", null, ef, _queries);
            Line("sweep", ef, recall, [pass], few);
            (last, best) = (ef, recall);
            if (at95 == 0 && recall >= 0.95) at95 = ef;
            if (at99 == 0 && recall >= 0.99) at99 = ef;
            if (at99 != 0) break;
        }

        At("at0.95", at95);
        At("at0.99", at99);
        return at95 != 0 ? at95 : last;

        void At(string phase, int ef)
        {
            if (ef == 0)
            {
                _lines.Emit(phase, ("unreached", true), ("best", best), ("ef", last));
                return;
            }

            var all = Enumerable.Range(0, Passes).Select(_ => Measure(snapshot, "", null, ef, _queries)).ToArray();
            Line(phase, ef, all[0].Recall, [.. all.Select(a => a.Pass)], all[0].Short);
        }
    }

    private void Filters(int ef)
    {
        using var index = _folder.Open(_options);
        using var snapshot = index.OpenSnapshot();
        foreach (var (phase, suffix, below) in new[] { ("filter.f1", ".f1", 10), ("filter.f10", ".f10", 100) })
        {
            // The bound is exclusive; attributes are whole numbers.
            var filter = new Filter.Between("attr", null, below - 1);
            Pass.Warm(Math.Min(_queries, FilterQueries), query => Ask(snapshot, query, ef, filter));
            var all = Enumerable.Range(0, Passes).Select(_ => Measure(snapshot, suffix, filter, ef, Math.Min(_queries, FilterQueries))).ToArray();
            Line(phase, ef, all[0].Recall, [.. all.Select(a => a.Pass)], all[0].Short);
        }
    }

    private void DeleteAndReturn(int ef)
    {
        using var index = _folder.Open(_options);
        double freshRecall;
        using (var snapshot = index.OpenSnapshot()) freshRecall = Measure(snapshot, "", null, ef, _queries).Recall;
        using var writer = index.OpenWriter();
        var gone = Enumerable.Range(0, _set.Count).Where(row => row % 10 < 3).ToArray();
        var longest = new LongestCall();
        var clock = Stopwatch.StartNew();
        foreach (var row in gone) longest.Time("delete", () => writer.Delete(Engine.Key(row)));
        longest.Time("commit", () => writer.Commit(CancellationToken.None));
        _lines.Emit("delrate", ("del_per_s", gone.Length / clock.Elapsed.TotalSeconds), ("longest_delete_ms", longest["delete"]), ("longest_commit_ms", longest["commit"]));
        Searched("deleted30", ".del", ef, index);

        longest = new LongestCall();
        clock.Restart();
        var cpu = Environment.CpuUsage.TotalTime;
        var searching = TimeSpan.Zero;
        for (var i = 0; i < gone.Length; i++)
        {
            var row = gone[i];
            longest.Time("upsert", () => writer.Upsert(Entry(row)));
            if ((i + 1) % UpsertsPerCommit != 0 && i + 1 != gone.Length) continue;
            longest.Time("commit", () => writer.Commit(CancellationToken.None));
            var started = Stopwatch.GetTimestamp();
            Snapshot? snapshot = null;
            longest.Time("open", () => snapshot = index.OpenSnapshot());
            using (snapshot)
            {
                for (var query = 0; query < 10; query++) longest.Time("search", () => Ask(snapshot!, query, ef, null));
            }

            searching += Stopwatch.GetElapsedTime(started);
        }

        var (added, busy) = ((clock.Elapsed - searching).TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds);
        clock.Restart();
        writer.Settle(CancellationToken.None);
        var settling = clock.Elapsed.TotalSeconds;
        _lines.Emit(
            "addrate", ("add_per_s", gone.Length / added), ("cpu_s", busy), ("settle_s", settling), ("add_per_s_settled", gone.Length / (added + settling)),
            ("longest_upsert_ms", longest["upsert"]), ("longest_commit_ms", longest["commit"]), ("longest_open_ms", longest["open"]), ("longest_search_ms", longest["search"]));
        Searched("readded", "", ef, index, ("fresh_recall", freshRecall));
    }

    private void Searched(string phase, string suffix, int ef, SearchIndex index, params (string Name, object? Value)[] more)
    {
        using var snapshot = index.OpenSnapshot();
        Pass.Warm(_queries, query => Ask(snapshot, query, ef, null));
        var (recall, pass, few) = Measure(snapshot, suffix, null, ef, _queries);
        Line(phase, ef, recall, [pass], few, [("segments", snapshot.Status.Segments), ("disk_mb", _folder.Megabytes), .. more]);
    }

    private void Reopen(int ef)
    {
        for (var round = 0; round < 3; round++)
        {
            PageCache.Evict(_folder.Path);
            var clock = Stopwatch.StartNew();
            using var index = _folder.Open(_options);
            using var snapshot = index.OpenSnapshot();
            var opened = clock.Elapsed.TotalMilliseconds;
            Ask(snapshot, round, ef, null);
            _lines.Emit("reopen", ("open_ms", clock.Elapsed.TotalMilliseconds), ("open_only_ms", opened), ("note", "files evicted, warm process, first answer included"));
        }
    }

    private (double Recall, Pass Pass, int Short) Measure(Snapshot snapshot, string suffix, Filter? filter, int ef, int queries)
    {
        var found = new IReadOnlyList<Hit>[queries];
        var pass = Pass.Over(queries, query => found[query] = Ask(snapshot, query, ef, filter));
        return (_set.Truth(suffix).Recall([.. found.Select(hits => hits.Select(Engine.RowOf).ToArray())], Limit), pass, found.Count(hits => hits.Count < Limit));
    }

    private IReadOnlyList<Hit> Ask(Snapshot snapshot, int query, int ef, Filter? filter) =>
        snapshot.Search(new SearchRequest(Engine.Nearest(_set.Query(query), ef), filter, Limit), CancellationToken.None);

    private void Line(string phase, int ef, double recall, Pass[] passes, int few, params (string Name, object? Value)[] more) =>
        _lines.Emit(phase, [("ef", ef), ("recall", recall), .. Pass.Fields(passes), ("short", few), .. more]);

    private IndexEntry Entry(int row) =>
        new(Engine.Key(row), new Dictionary<string, FieldValue>(StringComparer.Ordinal) { ["attr"] = new FieldValue.Number(_set.Attributes[row]) }, _set.Row(row));
}
