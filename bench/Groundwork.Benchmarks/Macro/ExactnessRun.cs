using Groundwork.Search;

namespace Groundwork.Benchmarks.Macro;

/// <summary>
/// Real queries twice: for ten hits, where whatever cannot be among them is skipped, and for every hit, where nothing can be skipped. The first
/// ten must be the same entries with the same scores, bit by bit. Under a filter and after deletions too.
/// </summary>
internal static class ExactnessRun
{
    private const int Limit = 10;

    public static int Run(CommandLine command)
    {
        var lines = new Measurements(command.Has("out") ? command.Text("out", "") : null, ("peer", command.Text("label", Engine.Peer)));
        var folder = IndexFolder.Fresh(command, "exactness");
        using var index = folder.Open(new IndexOptions(Passage.Fields));
        using var writer = index.OpenWriter();
        foreach (var passage in TextSet.LoadPassages(command.Data))
        {
            var entry = passage.Entry(Engine.Key(passage.Id), Language.LanguageCode.FromTag(passage.Language));
            var fields = new Dictionary<string, FieldValue>(entry.Fields, StringComparer.Ordinal) { ["attr"] = new FieldValue.Number(passage.Id % 100) };
            writer.Upsert(entry with { Fields = fields });
        }

        writer.Commit(CancellationToken.None);
        Engine.Settle(writer, command);
        var wrong = Compare("whole", null) + Compare("whole, with pairs", null, 0.25f) + Compare("filtered 10 %, with pairs", new Filter.Between("attr", null, 9), 0.25f);
        for (var id = 0; id < 40_000; id += 3) writer.Delete(Engine.Key(id));
        writer.Commit(CancellationToken.None);
        wrong += Compare("a tenth deleted", null) + Compare("a tenth deleted, with pairs", null, 0.25f);
        return wrong == 0 ? 0 : 1;

        int Compare(string mode, Filter? filter, float pairs = 0)
        {
            using var snapshot = index.OpenSnapshot();
            var (different, queries) = (0, TextSet.LoadQueries(command.Text("queries", command.Data)));
            foreach (var query in queries)
            {
                var few = Ask(Limit);
                var all = Ask(Math.Max(1, snapshot.Status.Entries));
                if (!few.Select(h => (h.Key, BitConverter.SingleToInt32Bits(h.Score))).SequenceEqual(all.Take(Limit).Select(h => (h.Key, BitConverter.SingleToInt32Bits(h.Score))))) different++;
                IReadOnlyList<Hit> Ask(int limit) => snapshot.Search(new SearchRequest(new Query.Words(query.Text, PairWeight: pairs), filter, limit), CancellationToken.None);
            }

            lines.Emit("exactness", ("mode", mode), ("queries", queries.Count), ("different", different), ("segments", snapshot.Status.Segments));
            return different;
        }
    }
}
