using System.Globalization;
using Groundwork.TestKit;

namespace Groundwork.Evals.Tests.Scoring.Ranking;

/// <summary>The outputs that come with trec_eval, and the files they were made of.</summary>
internal static class TrecGold
{
    public static string Folder => Fixtures.Find("trec_eval")!;

    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> Judgements(string file)
    {
        using var stream = File.OpenRead(Path.Combine(Folder, file));
        return TrecFiles.ByQuery(TrecFiles.ReadJudgements(stream, file, CancellationToken.None));
    }

    public static IReadOnlyDictionary<string, IReadOnlyList<RankedItem>> Run(string file)
    {
        using var stream = File.OpenRead(Path.Combine(Folder, file));
        return TrecFiles.ByQuery(TrecFiles.ReadResults(stream, file, CancellationToken.None));
    }

    /// <summary>Measure, query, value as printed.</summary>
    public static IEnumerable<(string Measure, string Query, string Value)> Lines(string file) =>
        File.ReadLines(Path.Combine(Folder, file)).Select(line => line.Split('\t', StringSplitOptions.TrimEntries)).Select(parts => (parts[0], parts[1], parts[2]));

    /// <summary>Every value of a gold file that does not come out to its last digit.</summary>
    public static IReadOnlyList<string> Differences(string gold, string judgements, string run, RankingRules rules)
    {
        var lines = Lines(gold).ToList();
        var grades = Judgements(judgements);
        var rankings = Run(run);
        var names = lines.Select(line => line.Measure).Where(name => !IsNoMeasure(name)).Distinct(StringComparer.Ordinal).ToList();
        var summary = RankingMeasures.Evaluate(grades, rankings, [.. names.Select(RankingMeasure.Parse)], rules, CancellationToken.None);
        var index = names.Select((name, place) => (name, place)).ToDictionary(pair => pair.name, pair => pair.place, StringComparer.Ordinal);
        var byQuery = summary.Queries.ToDictionary(query => query.Query, query => query.Values, StringComparer.Ordinal);
        var differences = new List<string>();
        foreach (var (measure, query, expected) in lines)
        {
            var actual = measure switch
            {
                "runid" => "STANDARD",
                "num_q" => summary.Queries.Count.ToString(CultureInfo.InvariantCulture),
                "relstring" => Quoted(grades, rankings, query, rules, 10),
                "relstring_20" => Quoted(grades, rankings, query, rules, 20),
                _ => Printed(query.Equals("all", StringComparison.Ordinal) ? summary.Overall[index[measure]] : byQuery[query][index[measure]], measure),
            };
            if (!string.Equals(actual, expected, StringComparison.Ordinal))
                differences.Add($"{measure} {query}: {expected} expected, {actual} measured");
        }

        return differences;
    }

    private static bool IsNoMeasure(string name) => name is "runid" or "num_q" || name.StartsWith("relstring", StringComparison.Ordinal);

    private static string Printed(double? value, string measure) =>
        value!.Value.ToString(measure.StartsWith("num_", StringComparison.Ordinal) ? "0" : "0.0000", CultureInfo.InvariantCulture);

    private static string Quoted(
        IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> grades, IReadOnlyDictionary<string, IReadOnlyList<RankedItem>> run, string query, RankingRules rules, int length) =>
        $"'{JudgedRanking.Of(run.TryGetValue(query, out var ranking) ? ranking : [], grades[query], rules).GradeString(length)}'";
}
