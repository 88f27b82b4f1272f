using System.Collections.ObjectModel;
using Groundwork.Evals.Scoring.Ranking;

namespace Groundwork.Evals;

/// <summary>Measures rankings without a sample or a run of evaluation, as trec_eval does with two files.</summary>
public static class RankingMeasures
{
    /// <summary>nDCG, recall, precision, success, reciprocal rank and judged share at 10, and average precision.</summary>
    public static IReadOnlyList<RankingMeasure> Default { get; } = Parse("ndcg@10,recall@10,precision@10,success@10,mrr@10,map,judged@10");

    /// <summary>What <c>trec_eval -m all_trec</c> shows, in its order, but for the texts among it.</summary>
    public static IReadOnlyList<RankingMeasure> AllOfTrec { get; } = new ReadOnlyCollection<RankingMeasure>([.. TrecList.Names.Select(MeasureName.Parse)]);

    /// <summary>Reads a list of measures.</summary>
    /// <param name="list">Names with commas between, see <see cref="RankingMeasure.Parse"/>.</param>
    /// <exception cref="ScorerSpecException">A name is not known or stands twice.</exception>
    public static IReadOnlyList<RankingMeasure> Parse(string list)
    {
        var measures = list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(MeasureName.Parse).ToList();
        var twice = measures.GroupBy(measure => measure.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Skip(1).Any());
        if (twice is not null)
            throw new ScorerSpecException($"The measure \"{twice.Key}\" is asked for twice ({list}). Leave one out.");
        return measures.AsReadOnly();
    }

    /// <summary>Measures every judged query of a run.</summary>
    /// <param name="judgements">Query, document, grade.</param>
    /// <param name="run">Rankings by query; queries that nobody judged are counted and left out.</param>
    /// <param name="measures">What to measure.</param>
    /// <param name="rules">How to judge.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <exception cref="RankingException">A ranking cannot be measured; the message names query and document.</exception>
    public static RankingSummary Evaluate(
        IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> judgements,
        IReadOnlyDictionary<string, IReadOnlyList<RankedItem>> run,
        IReadOnlyList<RankingMeasure> measures,
        RankingRules rules,
        CancellationToken cancellationToken)
    {
        var queries = new List<QueryMeasures>(judgements.Count);
        foreach (var query in judgements.Keys.Order(Utf8Order.Instance))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var isAbsent = !run.TryGetValue(query, out var ranking);
            if (isAbsent && rules.LeavesOutAbsent)
                continue;
            queries.Add(Measure(query, ranking, judgements[query], measures, rules));
        }

        var overall = measures.Select((measure, index) => Fold(measure, [.. queries.Select(query => query.Values[index]).OfType<double>()])).ToList();
        return new RankingSummary(measures, queries, overall) { Unjudged = run.Keys.Count(query => !judgements.ContainsKey(query)) };
    }

    private static QueryMeasures Measure(
        string query, IReadOnlyList<RankedItem>? ranking, IReadOnlyDictionary<string, int> judgements, IReadOnlyList<RankingMeasure> measures, RankingRules rules)
    {
        try
        {
            var judged = JudgedRanking.Of(ranking ?? [], judgements, rules);
            return new QueryMeasures(query, [.. measures.Select(measure => ranking is null ? OfAbsent(measure, judged) : measure.Of(judged))], ranking is null, judged.Relevant);
        }
        catch (RankingException problem)
        {
            throw new RankingException($"Query \"{query}\": {problem.Message}", problem);
        }
    }

    // An absent query counts 0 in every mean, whatever the measure makes of an empty ranking; its relevant documents still count as relevant.
    private static double? OfAbsent(RankingMeasure measure, JudgedRanking nothing) =>
        measure.Fold == RankingFold.Mean ? 0 : measure.Of(nothing);

    private static double? Fold(RankingMeasure measure, IReadOnlyList<double> values) => measure.Fold switch
    {
        RankingFold.Sum => values.Sum(),
        _ when values.Count == 0 => null,
        RankingFold.GeometricMean => Math.Exp(values.Sum() / values.Count),
        _ => values.Sum() / values.Count,
    };
}
