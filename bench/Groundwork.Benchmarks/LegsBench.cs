using System.Globalization;
using Groundwork.Knowledge;
using Groundwork.Knowledge.Retrieval;
using Groundwork.Search;

namespace Groundwork.Benchmarks;

/// <summary>
/// Which legs of retrieval help on which set: nDCG@10 of words alone, of vectors alone and of both fused in several ways, and what each fusion gains
/// over words in points. The vectors are what the collection learnt from itself; a collection too small for that has words alone.
/// </summary>
internal sealed class LegsBench(TextWriter output)
{
    private const int Documents = 100;
    private const int Chunks = 400;

    private static readonly (string Name, Func<Query, Query.Nearest, Query> Make)[] s_legs =
    [
        ("vectors", (_, near) => near),
        ("ranks", (words, near) => new Query.Fused(words, near, 0.5f, FusionMethod.ReciprocalRank)),
        ("ranks, feedback", (words, near) => new Query.Fused(words, near, 0.5f, FusionMethod.ReciprocalRank) { Feedback = QueryPlan.FittedFeedback }),
        ("convex 1 : 0.5", (words, near) => new Query.Fused(words, near, 1 / 3f)),
        ("convex 1 : 0.6, feedback (default)", (words, near) => new Query.Fused(words, near, QueryPlan.FittedWeight) { Feedback = QueryPlan.FittedFeedback }),
    ];

    public async Task RunAsync(string fixtures)
    {
        await output.WriteLineAsync($"| set | chunks | dimensions | learnt in ms | words | {string.Join(" | ", s_legs.Select(l => l.Name))} |");
        await output.WriteLineAsync($"| --- | ---: | ---: | ---: | ---: |{string.Concat(Enumerable.Repeat(" ---: |", s_legs.Length))}");
        var all = new List<double[]>();
        foreach (var set in QualitySet.All(fixtures)) all.Add(await MeasureAsync(set));
        var means = Enumerable.Range(0, s_legs.Length + 1).Select(i => all.Average(row => row[i])).ToArray();
        await output.WriteLineAsync(Line("mean", "", means));
        var worst = Enumerable.Range(0, s_legs.Length + 1).Select(i => i == 0 ? 0 : all.Min(row => row[i] - row[0])).ToArray();
        await output.WriteLineAsync(Line("worst", "", worst));
    }

    private async Task<double[]> MeasureAsync(QualitySet set)
    {
        await using var scratch = await ScratchWorkspace.OpenAsync();
        await scratch.IngestAsync(set.Corpus, "measured");
        var knowledge = scratch.Workspace.Knowledge;
        using var pinned = await knowledge.PinAsync(CollectionName.Parse("measured"), CancellationToken.None);
        var started = TimeProvider.System.GetTimestamp();
        var count = await pinned.Documents.ChunkCountAsync(CancellationToken.None);
        if (pinned.Collection.Embedder is not null)
            await FittedEmbedder.FitAsync(pinned.Documents.AllChunksAsync(pinned.Collection.InUse.Chunking, CancellationToken.None), count, new FittingOptions(), null, CancellationToken.None);
        var learntMs = TimeProvider.System.GetElapsedTime(started).TotalMilliseconds;
        var documents = new Dictionary<string, string>(StringComparer.Ordinal);
        await foreach (var chunk in pinned.Documents.AllChunksAsync(pinned.Collection.InUse.Chunking, CancellationToken.None)) documents[chunk.Chunk.Id.Value] = chunk.Chunk.Document.Value;
        var runs = Enumerable.Range(0, s_legs.Length + 1).Select(_ => new Dictionary<string, List<string>>(StringComparer.Ordinal)).ToArray();
        foreach (var (id, text) in set.Queries())
        {
            var words = QueryPlan.Of(new Question(text, Mode: RetrievalMode.Text), null);
            runs[0][id] = Best(pinned.Snapshot, words, documents);
            var near = knowledge.FittedOf(pinned.Collection) is { } learnt ? (await learnt.GenerateAsync([text]))[0].Vector : default;
            for (var leg = 0; leg < s_legs.Length; leg++)
                runs[leg + 1][id] = near.IsEmpty ? runs[0][id] : Best(pinned.Snapshot, s_legs[leg].Make(words, new Query.Nearest(near)), documents);
        }

        var qrels = set.Qrels();
        var figures = runs.Select(run => Ranking.Of(qrels, run, run.Keys).NdcgAt10).ToArray();
        await output.WriteLineAsync(Line(set.Name, string.Create(CultureInfo.InvariantCulture, $"{count} | {pinned.Collection.Embedder?.Dimensions.ToString(CultureInfo.InvariantCulture) ?? "–"} | {(pinned.Collection.Embedder is null ? "–" : $"{learntMs:F0}")}"), figures));
        return figures;
    }

    private static List<string> Best(Snapshot snapshot, Query query, Dictionary<string, string> documents) =>
    [
        .. snapshot.Search(new Search.SearchRequest(query, null, Chunks), CancellationToken.None)
            .GroupBy(h => documents[h.Key.Value], StringComparer.Ordinal)
            .Select(g => (Document: g.Key, Score: g.Max(h => h.Score)))
            .OrderByDescending(d => d.Score).ThenByDescending(d => d.Document, StringComparer.Ordinal).Take(Documents).Select(d => d.Document),
    ];

    // Words as they are; each other leg with what it gains over them, in points.
    private static string Line(string name, string facts, double[] figures) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {name} | {(facts.Length == 0 ? " | | " : facts)} | {figures[0]:F3} | {string.Join(" | ", figures.Skip(1).Select(f => name is "worst" ? string.Create(CultureInfo.InvariantCulture, $"{f * 100:+0.00;−0.00}") : string.Create(CultureInfo.InvariantCulture, $"{f:F3} ({(f - figures[0]) * 100:+0.00;−0.00})")))} |");
}
