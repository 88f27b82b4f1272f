using Groundwork.TestKit;
using Shouldly;

namespace Groundwork.Evals.Tests.Scoring.Ranking;

/// <summary>A real run with graded judgements, measured once more straight from the definitions.</summary>
public sealed class CompatibleRunTests
{
    [FixtureFact("trec_eval")]
    public void Every_query_has_the_values_of_the_definitions()
    {
        var folder = Fixtures.Find("trec_eval")!;
        var grades = Lines(Path.Combine(folder, "compat.qrels")).GroupBy(line => line[0], StringComparer.Ordinal)
            .ToDictionary(query => query.Key, query => query.ToDictionary(line => line[2], line => int.Parse(line[3], System.Globalization.CultureInfo.InvariantCulture), StringComparer.Ordinal), StringComparer.Ordinal);
        var run = Lines(Path.Combine(folder, "compat.run")).GroupBy(line => line[0], StringComparer.Ordinal)
            .ToDictionary(query => query.Key, query => query.Select(line => new RankedItem(line[2], double.Parse(line[4], System.Globalization.CultureInfo.InvariantCulture))).ToList(), StringComparer.Ordinal);
        var queries = grades.Keys.Where(run.ContainsKey).ToList();
        queries.ShouldNotBeEmpty();
        foreach (var query in queries)
        {
            var naive = new NaiveMeasures(run[query], grades[query]);
            var judged = JudgedRanking.Of(run[query], grades[query], RankingRules.Default);
            foreach (var k in new[] { 1, 5, 10, 100 })
            {
                Check($"precision@{k}", naive.Precision(k));
                Check($"recall@{k}", naive.Recall(k));
                Check($"mrr@{k}", naive.ReciprocalRank(k));
                Check($"map@{k}", naive.AveragePrecision(k));
                Check($"ndcg@{k}", naive.Ndcg(k, grade => grade));
                Check($"ndcg_exp@{k}", naive.Ndcg(k, grade => Math.Pow(2, grade) - 1));
                Check($"judged@{k}", naive.Judged(k));
            }

            Check("bpref", naive.Bpref());
            void Check(string measure, double? expected) => RankingMeasure.Parse(measure).Of(judged).ShouldNotBeNull().ShouldBe(expected!.Value, 1e-12, $"{query} {measure}");
        }
    }

    private static IEnumerable<string[]> Lines(string path) => File.ReadLines(path).Select(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Where(parts => parts.Length > 3);
}
