using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Groundwork.Evals.Tests.Scoring.Ranking;

public sealed class RankingPropertyTests
{
    // Astral and private-use characters, whose order in UTF-16 is not that of their bytes.
    private static readonly string[] Alphabet = ["a", "B", "é", "中", "\uE000", "\uFFFD", "😀", "𝔸", "10", "9"];

    private static readonly RankingMeasure[] Bounded =
        [.. RankingMeasures.AllOfTrec.Concat(RankingMeasures.Default).Where(measure => measure.Metric is { Min: 0, Max: 1 })];

    [Fact]
    public void Measures_equal_those_written_from_their_definitions() =>
        Prop.ForAll<int>(seed =>
        {
            var (ranking, grades) = Case(seed);
            var naive = new NaiveMeasures(ranking, grades);
            var judged = JudgedRanking.Of(ranking, grades, RankingRules.Default);
            judged.Documents.ShouldBe(naive.Ranked);
            foreach (var k in new[] { 1, 3, 10, 40 })
            {
                Check(judged, $"precision@{k}", naive.Precision(k));
                Check(judged, $"recall@{k}", naive.Recall(k));
                Check(judged, $"success@{k}", naive.Success(k));
                Check(judged, $"mrr@{k}", naive.ReciprocalRank(k));
                Check(judged, $"map@{k}", naive.AveragePrecision(k));
                Check(judged, $"ndcg@{k}", naive.Ndcg(k, grade => grade));
                Check(judged, $"ndcg_exp@{k}", naive.Ndcg(k, grade => Math.Pow(2, grade) - 1));
                Check(judged, $"judged@{k}", naive.Judged(k));
            }

            Check(judged, "bpref", naive.Bpref());
            foreach (var recall in new[] { 0, 0.1, 0.35, 0.5, 1 })
                Check(judged, FormattableString.Invariant($"iprec@{recall}"), naive.InterpolatedPrecision(recall));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Measures_stay_within_their_range_and_know_nothing_of_the_order_given() =>
        Prop.ForAll<int>(seed =>
        {
            var (ranking, grades) = Case(seed);
            var judged = JudgedRanking.Of(ranking, grades, RankingRules.Default);
            var shuffled = JudgedRanking.Of([.. ranking.Reverse()], grades.Reverse().ToDictionary(StringComparer.Ordinal), RankingRules.Default);
            foreach (var measure in Bounded)
            {
                var value = measure.Of(judged);
                if (value is not null)
                    value.Value.ShouldBeInRange(0, 1, measure.Name);
                measure.Of(shuffled).ShouldBe(value, measure.Name);
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_document_twice_is_refused_wherever_it_stands() =>
        Prop.ForAll<int>(seed =>
        {
            var (ranking, grades) = Case(seed);
            if (ranking.Count == 0)
                return;
            var random = new Random(seed);
            var twice = ranking[random.Next(ranking.Count)];
            List<RankedItem> broken = [.. ranking];
            broken.Insert(random.Next(broken.Count + 1), twice with { Score = random.Next(5) });
            Should.Throw<RankingException>(() => JudgedRanking.Of(broken, grades, RankingRules.Default)).Message.ShouldContain($"\"{twice.Document}\" twice");
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_missing_query_lowers_every_mean_as_much_as_an_empty_ranking() =>
        Prop.ForAll<int>(seed =>
        {
            var (ranking, grades) = Case(seed);
            var judgements = new Dictionary<string, IReadOnlyDictionary<string, int>>(StringComparer.Ordinal) { ["here"] = grades, ["missing"] = grades };
            var run = new Dictionary<string, IReadOnlyList<RankedItem>>(StringComparer.Ordinal) { ["here"] = ranking, ["nobody asked"] = ranking };
            var summary = RankingMeasures.Evaluate(judgements, run, Bounded, RankingRules.Default, CancellationToken.None);
            var judged = JudgedRanking.Of(ranking, grades, RankingRules.Default);
            summary.Absent.ShouldBe(1);
            summary.Unjudged.ShouldBe(1);
            for (var at = 0; at < Bounded.Length; at++)
            {
                if (Bounded[at].Of(judged) is { } value)
                    summary.Overall[at]!.Value.ShouldBe(value / 2, 1e-12, Bounded[at].Name);
            }
        }).QuickCheckThrowOnFailure();

    internal static (IReadOnlyList<RankedItem> Ranking, IReadOnlyDictionary<string, int> Grades) Case(int seed)
    {
        var random = new Random(seed);
        var documents = Enumerable.Range(0, 30).Select(number => Alphabet[random.Next(Alphabet.Length)] + Alphabet[number % Alphabet.Length] + number / Alphabet.Length).Distinct(StringComparer.Ordinal).ToArray();
        random.Shuffle(documents);
        // Few different scores, so that most of them are tied.
        var ranking = documents.Take(random.Next(documents.Length)).Select(document => new RankedItem(document, random.Next(4) / 3.0)).ToList();
        random.Shuffle(documents);
        var grades = documents.Take(random.Next(documents.Length)).ToDictionary(document => document, _ => random.Next(-2, 4), StringComparer.Ordinal);
        return (ranking, grades);
    }

    private static void Check(JudgedRanking judged, string measure, double? expected)
    {
        var actual = RankingMeasure.Parse(measure).Of(judged);
        actual.HasValue.ShouldBe(expected.HasValue, measure);
        if (expected is not null)
            actual!.Value.ShouldBe(expected.Value, 1e-12, measure);
    }
}
