namespace Groundwork.Evals;

/// <summary>Measures of a run over judged queries.</summary>
/// <param name="Measures">What was measured.</param>
/// <param name="Queries">The judged queries in the order of their ids' bytes.</param>
/// <param name="Overall">Per measure: the mean, sum or geometric mean over the queries; null when none has a value.</param>
public sealed record RankingSummary(IReadOnlyList<RankingMeasure> Measures, IReadOnlyList<QueryMeasures> Queries, IReadOnlyList<double?> Overall)
{
    /// <summary>Judged queries without a ranking.</summary>
    public int Absent => Queries.Count(query => query.IsAbsent);

    /// <summary>Judged queries without any relevant document: here they count 0, as in trec_eval; in evaluations they are not applicable.</summary>
    public int WithoutRelevant => Queries.Count(query => query.Relevant == 0);

    /// <summary>Queries of the run that nobody judged; they take no part.</summary>
    public int Unjudged { get; init; }
}
