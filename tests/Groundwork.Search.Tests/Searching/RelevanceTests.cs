using System.Globalization;
using System.Text.Json;
using Groundwork.Language;
using Groundwork.Search;
using Groundwork.TestKit;
using Xunit.Abstractions;

namespace Groundwork.Search.Tests.Searching;

public sealed class RelevanceTests(ITestOutputHelper output)
{
    /// <summary>nDCG@10 of plain BM25 without stemming or fields on the same queries.</summary>
    private const double PlainBm25 = 0.773;

    [FixtureFact("scifact")]
    public void Scientific_claims_find_their_abstracts_as_well_as_plain_bm25_does()
    {
        var folder = Fixtures.Find("scifact")!;
        using var index = SearchIndex.Open(new MemoryIndexDirectory(), Sample.Options());
        Sample.Fill(index, [.. Lines(Path.Combine(folder, "corpus.jsonl"), e => Sample.Entry(Text(e, "id"), Text(e, "text"), Text(e, "title")))]);
        var relevant = File.ReadLines(Path.Combine(folder, "qrels.tsv")).Select(l => l.Split('\t')).Where(p => int.Parse(p[3], CultureInfo.InvariantCulture) > 0)
            .ToLookup(p => p[0], p => p[2], StringComparer.Ordinal);
        var scores = Lines(Path.Combine(folder, "queries.jsonl"), e => (Id: Text(e, "id"), Text: Text(e, "text")))
            .Where(q => relevant.Contains(q.Id))
            .Select(q => Ndcg(Sample.Find(index, new Query.Words(q.Text, LanguageCode.English)), relevant[q.Id].ToHashSet(StringComparer.Ordinal)))
            .ToList();
        output.WriteLine($"nDCG@10 {scores.Average():f4} over {scores.Count} queries");
        scores.Average().ShouldBeGreaterThan(PlainBm25 - 0.02);
    }

    private static double Ndcg(string[] hits, HashSet<string> relevant)
    {
        var gain = hits.Select((h, i) => relevant.Contains(h) ? 1 / Math.Log2(i + 2) : 0).Sum();
        return gain / Enumerable.Range(0, Math.Min(10, relevant.Count)).Sum(i => 1 / Math.Log2(i + 2));
    }

    private static IEnumerable<T> Lines<T>(string path, Func<JsonElement, T> read)
    {
        foreach (var line in File.ReadLines(path))
        {
            using var document = JsonDocument.Parse(line);
            yield return read(document.RootElement);
        }
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
