using System.Globalization;
using System.Text.Json;
using Groundwork.UseCases;

namespace Groundwork.Benchmarks;

/// <summary>
/// Every set of a folder: <c>SET/corpus[.LANG].jsonl</c>, <c>queries[.LANG].jsonl</c>, <c>qrels.tsv</c>. Ranking within each language, and where
/// queries have gold answers, how often an extractive answer of at most two cited sentences contains one.
/// </summary>
internal sealed class QualityBench(TextWriter output)
{
    public async Task RunAsync(string fixtures)
    {
        await output.WriteLineAsync("| set | queries | recall@5 | MRR@10 | nDCG@10 | p50 ms | p95 ms | answers contain gold | abstained |");
        await output.WriteLineAsync("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var set in QualitySet.All(fixtures)) await MeasureAsync(set);
    }

    private async Task MeasureAsync(QualitySet set)
    {
        const string Collection = "measured";
        await using var scratch = await ScratchWorkspace.OpenAsync();
        await scratch.IngestAsync(set.Corpus, Collection);
        var runFile = Path.Combine(scratch.Path, "run.trec");
        var batch = await new SearchBatch(scratch.Workspace).RunAsync(new SearchBatchRequest(set.QueriesFile, runFile, Collection, 100, "text"), null, CancellationToken.None);
        var queries = set.Records();
        var ranking = Ranking.Of(set.Qrels(), Run(runFile), queries.Select(q => q.GetProperty("id").ToString()));
        var answers = await AnswersAsync(scratch.Workspace, Collection, queries);
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"| {set.Name} | {ranking.Queries} | {ranking.RecallAt5:F3} | {ranking.MrrAt10:F3} | {ranking.NdcgAt10:F3} | {batch.P50Ms:F1} | {batch.P95Ms:F1} | {answers} |"));
    }

    private static async Task<string> AnswersAsync(Workspace workspace, string collection, IReadOnlyList<JsonElement> queries)
    {
        var (asked, contained, abstained) = (0, 0, 0);
        foreach (var query in queries)
        {
            if (!query.TryGetProperty("answers", out var gold) || gold.ValueKind != JsonValueKind.Array || gold.GetArrayLength() == 0) continue;
            if (gold.EnumerateArray().Any(a => a.ValueKind != JsonValueKind.String)) continue;
            asked++;
            await foreach (var update in new AskQuestion(workspace).RunAsync(new AskRequest(query.GetProperty("text").GetString()!, collection, "text", Extractive: true), CancellationToken.None))
            {
                if (update is not AskUpdate.Done { Reply: var reply }) continue;
                if (reply.Abstained is not null) abstained++;
                var quotes = reply.Claims.SelectMany(c => c.Citations).Take(2).Select(c => Normal(c.Quote)).ToArray();
                if (gold.EnumerateArray().Any(a => Array.Exists(quotes, q => q.Contains(Normal(a.GetString()!), StringComparison.Ordinal)))) contained++;
            }
        }

        return asked == 0 ? "– | –" : string.Create(CultureInfo.InvariantCulture, $"{contained / (double)asked:F3} | {abstained / (double)asked:F3}");
    }

    private static string Normal(string text) => string.Join(' ', text.Normalize(System.Text.NormalizationForm.FormKC).ToLowerInvariant().Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));

    // Rank is by score descending, ties by document id descending, as trec_eval does.
    private static Dictionary<string, List<string>> Run(string path) => File.ReadLines(path)
        .Select(l => l.Split(' '))
        .GroupBy(c => c[0], StringComparer.Ordinal)
        .ToDictionary(
            g => g.Key,
            g => g.OrderByDescending(c => double.Parse(c[4], CultureInfo.InvariantCulture)).ThenByDescending(c => c[2], StringComparer.Ordinal).Select(c => c[2]).ToList(),
            StringComparer.Ordinal);
}
