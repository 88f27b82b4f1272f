using Groundwork.Evals.Scoring.Ranking;

namespace Groundwork.Evals;

/// <summary>
/// One measure of a ranking. Its name says its convention: <c>ndcg@10</c> has linear gains as in trec_eval, <c>ndcg_exp@10</c> exponential ones.
/// The definitions are those of trec_eval 10 (Buckley; NIST) unless the measure's meaning says otherwise.
/// </summary>
public sealed class RankingMeasure
{
    private readonly Func<JudgedRanking, double?> _value;

    internal RankingMeasure(Metric metric, string? trecName, RankingFold fold, Func<JudgedRanking, double?> value)
    {
        Metric = metric;
        TrecName = trecName;
        Fold = fold;
        _value = value;
    }

    /// <summary>Like <c>recall@5</c>.</summary>
    public string Name => Metric.Name;

    /// <summary>What trec_eval calls it, like <c>recall_5</c>; null where trec_eval has no such measure.</summary>
    public string? TrecName { get; }

    /// <summary>What the number means and where it lies.</summary>
    public Metric Metric { get; }

    /// <summary>How the values of queries become one.</summary>
    public RankingFold Fold { get; }

    /// <summary>Reads a name.</summary>
    /// <param name="name">Like <c>ndcg@10</c>, <c>iprec@0.25</c>, <c>ndcg[1=3;2=9]</c>, or as trec_eval calls it: <c>ndcg_cut_10</c>.</param>
    /// <exception cref="ScorerSpecException">There is no such measure; the message names the nearest ones.</exception>
    public static RankingMeasure Parse(string name) => MeasureName.Parse(name);

    /// <summary>Measures a ranking.</summary>
    /// <returns>The value; null where the measure is not defined, as the share of judged documents of an empty ranking. For <see cref="RankingFold.GeometricMean"/> a logarithm.</returns>
    public double? Of(JudgedRanking ranking) => _value(ranking);
}
