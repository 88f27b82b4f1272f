using System.Globalization;
using Groundwork.Documents;
using Groundwork.Knowledge;
using Groundwork.Knowledge.Retrieval;
using Groundwork.Language;
using Groundwork.Search;

namespace Groundwork.Benchmarks.Chunkers;

/// <summary>How well and how dearly each chunker finds the sections that answer: every chunker with a few settings, on every set.</summary>
internal sealed class ChunkerBench(TextWriter output)
{
    private const int Found = 200;

    private static readonly string[] s_plans =
    [
        "headings", "headings max=250", "headings max=500", "headings min=100 max=250 tiny=30",
        "recursive max=200", "recursive", "recursive max=500",
        "tokens size=128 overlap=16", "tokens", "tokens size=512 overlap=64",
        "sentences window=3 stride=2", "sentences", "sentences window=10 stride=5",
        "rows", "rows max=200",
        "code", "code max=200",
        "semantic max=200", "semantic", "semantic max=500",
        "parents", "parents child=80 parent=400", "parents child=200 parent=800",
    ];

    public async Task RunAsync(string fixtures, IReadOnlyList<string> plans)
    {
        if (plans.Count == 0) plans = s_plans;
        var rows = new List<(string Group, string Set, string Plan, ChunkerFigures Figures)>();
        var sets = new List<ChunkerSet>();
        await foreach (var set in ChunkerSet.AllAsync(fixtures))
        {
            sets.Add(set);
            foreach (var plan in plans) rows.Add((set.Group, set.Name, plan, await MeasureAsync(set, ChunkingPlan.Parse(plan).CreateChunker())));
            await Console.Error.WriteLineAsync($"{set.Group}: {set.Name}");
        }

        foreach (var group in sets.GroupBy(set => set.Group, StringComparer.Ordinal))
        {
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"\n## {group.Key}\n"));
            await output.WriteLineAsync(string.Join("; ", group.Select(set => string.Create(CultureInfo.InvariantCulture, $"{set.Name}: {set.Documents.Count} documents, {set.Questions.Count} questions ({set.Lost} left out)"))) + ".\n");
            var figures = rows.Where(row => string.Equals(row.Group, group.Key, StringComparison.Ordinal)).GroupBy(row => row.Plan, StringComparer.Ordinal).ToDictionary(plan => plan.Key, plan => ChunkerFigures.Mean([.. plan.Select(row => row.Figures)]), StringComparer.Ordinal);
            await WriteAsync(plans, figures);
        }

        foreach (var group in sets.GroupBy(set => set.Group, StringComparer.Ordinal))
        {
            await output.WriteLineAsync($"\n### {group.Key}: nDCG@10 by set\n\n| plan | {string.Join(" | ", group.Select(set => set.Name))} |\n| --- |{string.Concat(group.Select(_ => " ---: |"))}");
            foreach (var plan in plans)
                await output.WriteLineAsync($"| `{plan}` | {string.Join(" | ", group.Select(set => rows.Single(row => string.Equals(row.Group, set.Group, StringComparison.Ordinal) && string.Equals(row.Set, set.Name, StringComparison.Ordinal) && string.Equals(row.Plan, plan, StringComparison.Ordinal)).Figures.Standard.NdcgAt10.ToString("F3", CultureInfo.InvariantCulture)))} |");
        }
    }

    private async Task WriteAsync(IReadOnlyList<string> plans, Dictionary<string, ChunkerFigures> figures)
    {
        await output.WriteLineAsync("| plan | chunks | mean tokens | index KB | build × | words: nDCG@10 | recall@5 | in 1,000 tokens | default: nDCG@10 | recall@5 | in 1,000 tokens |");
        await output.WriteLineAsync("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        var first = figures[plans[0]];
        foreach (var plan in plans)
        {
            var f = figures[plan];
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"| `{plan}` | {f.Chunks:F0} | {f.Tokens:F0} | {f.IndexBytes / 1024:F0} | {f.BuildMs / first.BuildMs:F2} | {Text(f.Words)} | {Text(f.Standard)} |"));
        }
    }

    private static string Text(ChunkerRanking ranking) => string.Create(CultureInfo.InvariantCulture, $"{ranking.NdcgAt10:F3} | {ranking.RecallAt5:F3} | {ranking.WithinBudget:F3}");

    private static async Task<ChunkerFigures> MeasureAsync(ChunkerSet set, IChunker chunker)
    {
        var folder = Directory.CreateTempSubdirectory("groundwork-bench-");
        try
        {
            // The first round compiles what the second runs.
            Build(folder.CreateSubdirectory("cold").FullName, Cut(set, chunker), null, null).Dispose();
            var before = Environment.CpuUsage.TotalTime;
            var records = Cut(set, chunker);
            using var words = Build(folder.CreateSubdirectory("words").FullName, records, null, null);
            var buildMs = (Environment.CpuUsage.TotalTime - before).TotalMilliseconds;
            var bytes = Directory.EnumerateFiles(Path.Combine(folder.FullName, "words"), "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length);

            var learnt = await FittedEmbedder.FitAsync(records.ToAsyncEnumerable(), records.Count, new FittingOptions(), null, CancellationToken.None);
            using var both = learnt is null ? null : Build(folder.CreateSubdirectory("both").FullName, records, learnt.Identity, await learnt.OfAsync(records, CancellationToken.None));
            var chunks = records.ToDictionary(record => record.Chunk.Id.Value, record => record.Chunk, StringComparer.Ordinal);
            var texts = set.Documents.ToDictionary(document => document.Id, document => document.Text);
            var byDocument = set.Questions.All(question => question.Answers.All(gold => gold.Span.Length == texts[gold.Document].Length));
            var (byWords, byBoth) = (new List<ChunkerRanking>(), new List<ChunkerRanking>());
            using var wordsSnapshot = words.OpenSnapshot();
            using var bothSnapshot = both?.OpenSnapshot();
            foreach (var question in set.Questions)
            {
                byWords.Add(Ask(wordsSnapshot, QueryPlan.Of(new Question(question.Text, Mode: RetrievalMode.Text), null)));
                var vector = learnt is null ? default : (await learnt.GenerateAsync([question.Text]))[0].Vector;
                byBoth.Add(vector.IsEmpty ? byWords[^1] : Ask(bothSnapshot!, QueryPlan.Of(new Question(question.Text), new QueryVector(learnt!.Identity, vector))));

                ChunkerRanking Ask(Snapshot snapshot, Query query) =>
                    ChunkerRanking.Of(question, [.. snapshot.Search(new Search.SearchRequest(query, null, Found), CancellationToken.None).Select(hit => chunks[hit.Key.Value])], byDocument, texts);
            }

            return new ChunkerFigures(records.Count, records.Average(record => TokenEstimate.Of(record.Chunk.Text)), bytes, buildMs, ChunkerRanking.Mean(byWords), ChunkerRanking.Mean(byBoth));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static List<ChunkRecord> Cut(ChunkerSet set, IChunker chunker) =>
        [.. set.Documents.SelectMany(document => new ReadDocument(document, chunker.Split(document).Chunks, document.Hash, "bench").Records("bench"))];

    private static SearchIndex Build(string folder, List<ChunkRecord> records, EmbedderIdentity? identity, IReadOnlyList<ReadOnlyMemory<float>>? vectors)
    {
        var index = SearchIndex.Open(new FileIndexDirectory(folder), PassageFields.Options(identity));
        using var writer = index.OpenWriter();
        for (var i = 0; i < records.Count; i++) writer.Upsert(PassageFields.Entry(records[i], vectors?[i] ?? default));
        writer.Commit(CancellationToken.None);
        return index;
    }
}
