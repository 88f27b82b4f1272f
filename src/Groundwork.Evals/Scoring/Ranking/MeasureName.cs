namespace Groundwork.Evals.Scoring.Ranking;

/// <summary>Makes measures of names.</summary>
internal static class MeasureName
{
    private const double UsualPersistence = 0.9;

    private static readonly IReadOnlyList<double> UsualUtility = [1, -1, 0, 0];

    private static readonly IReadOnlyList<double> ElevenPoints = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];

    private static readonly IReadOnlyList<string> Known =
    [
        "precision@10", "recall@10", "success@10", "mrr", "mrr@10", "map", "map@10", "rprec", "rprec@0.5", "ndcg", "ndcg@10", "ndcg[1=1;2=3]", "ndcg_exp", "ndcg_exp@10",
        "dcg", "dcg@10", "dcg_exp", "dcg_exp@10", "bpref", "judged@10", "unjudged@10", "infap", "gm_map", "gm_bpref", "iprec@0.2", "11pt", "relative_precision@10",
        "set_precision", "set_recall", "set_relative_precision", "set_map", "set_f", "utility", "bing", "g", "ndcg_rel", "rndcg", "rbp", "rbp_resid",
        "num_ret", "num_rel", "num_rel_ret", "num_nonrel_judged_ret",
    ];

    public static RankingMeasure Parse(string name)
    {
        var text = MeasureText.Of(TrecName.ToOurs(name.Trim()));
        if (text is { Place: not null, Parameters.Count: > 0 })
            throw Unknown(name);
        return text.Place is not null ? AtPlace(text) ?? throw Unknown(name) : Whole(text) ?? throw Unknown(name);
    }

    private static ScorerSpecException Unknown(string name) => new($"There is no ranking measure \"{name}\". {Nearest.Sentence(name, Known)}");

    private static RankingMeasure? AtPlace(MeasureText text)
    {
        switch (text.Family)
        {
            case "iprec":
                return Mean(text, "Greatest precision at or behind this share of the relevant documents.", (ranking, at) => PrecisionMeasures.InterpolatedPrecision(ranking, at), text.Share!.Value);
            case "rprec":
                return Mean(text, "Precision at this multiple of the number of relevant documents.", PrecisionMeasures.RPrecisionAt, text.Share!.Value);
            default:
                return AtCutoff(text);
        }
    }

    private static RankingMeasure? AtCutoff(MeasureText text) => text.Family switch
    {
        "precision" => Mean(text, "Share of the first k places that hold relevant documents; empty places count.", SetMeasures.Precision, text.Cutoff!.Value),
        "recall" => Mean(text, "Share of the relevant documents that stand among the first k.", SetMeasures.Recall, text.Cutoff!.Value),
        "success" => Mean(text, "Whether a relevant document stands among the first k.", SetMeasures.Success, text.Cutoff!.Value, isRate: true),
        "relative_precision" => Mean(text, "Precision over the best precision possible at k.", SetMeasures.RelativePrecision, text.Cutoff!.Value),
        "mrr" => Mean(text, "One over the rank of the first relevant document among the first k, else 0.", PrecisionMeasures.ReciprocalRank, text.Cutoff!.Value),
        "map" => Mean(text, "Precision at each relevant document among the first k, summed, over all relevant documents.", PrecisionMeasures.AveragePrecision, text.Cutoff!.Value),
        "ndcg" => Mean(text, "Discounted gain of the first k over the best possible; the gain is the grade.", (ranking, k) => GainMeasures.Ndcg(ranking, Gains.Linear, k), text.Cutoff!.Value),
        "ndcg_exp" => Mean(text, "Discounted gain of the first k over the best possible; the gain is 2^grade - 1.", (ranking, k) => GainMeasures.Ndcg(ranking, Gains.Exponential, k), text.Cutoff!.Value),
        "dcg" => Unbounded(text, "Discounted gain of the first k; the gain is the grade.", (ranking, k) => GainMeasures.Dcg(ranking, Gains.Linear, k), text.Cutoff!.Value),
        "dcg_exp" => Unbounded(text, "Discounted gain of the first k; the gain is 2^grade - 1.", (ranking, k) => GainMeasures.Dcg(ranking, Gains.Exponential, k), text.Cutoff!.Value),
        "judged" => Make(text, "Share of the first k documents that anybody judged; little of it makes the other measures doubtful.", 0, 1, RankingFold.Mean, Bind(SetMeasures.Judged, text.Cutoff!.Value)),
        "unjudged" => Make(text, "Share of the first k places that hold documents without a judgement.", 0, 1, RankingFold.Mean, Bind((ranking, k) => SetMeasures.Unjudged(ranking, k), text.Cutoff!.Value), higherIsBetter: false),
        _ => null,
    };

    private static RankingMeasure? Whole(MeasureText text) => text.Family switch
    {
        "ndcg" or "dcg" or "ndcg_rel" or "rndcg" or "g" => OfGains(text),
        "utility" => Make(text, "Weighted counts of relevant and retrieved, retrieved only, relevant only, neither.", double.NegativeInfinity, double.PositiveInfinity, RankingFold.Mean, Bind((ranking, weights) => SetMeasures.Utility(ranking, weights), FourNumbers(text))),
        "11pt" => Mean(text, "Mean of the interpolated precision at some points of recall.", PrecisionMeasures.MeanInterpolatedPrecision, Numbers(text) ?? ElevenPoints),
        "set_f" => Mean(text, "F measure of the whole ranking as a set.", SetMeasures.SetF, Numbers(text)?[0] ?? 1),
        _ when text.Parameters.Count > 0 => null,
        "map" => Mean(text, "Precision at each relevant document, summed, over all relevant documents.", PrecisionMeasures.AveragePrecision, int.MaxValue),
        "mrr" => Mean(text, "One over the rank of the first relevant document, else 0.", PrecisionMeasures.ReciprocalRank, int.MaxValue),
        "rprec" => Mean(text, "Precision at as many documents as there are relevant ones.", PrecisionMeasures.RPrecision),
        "bpref" => Mean(text, "Share of preferences of relevant over judged, not relevant documents that the ranking keeps.", PreferenceMeasures.BinaryPreference),
        "infap" => Mean(text, "Average precision estimated from a sample of the pool.", PreferenceMeasures.InferredAveragePrecision),
        "ndcg_exp" => Mean(text, "Discounted gain over the best possible; the gain is 2^grade - 1.", (ranking, gains) => GainMeasures.Ndcg(ranking, gains, int.MaxValue), Gains.Exponential),
        "dcg_exp" => Unbounded(text, "Discounted gain; the gain is 2^grade - 1.", (ranking, gains) => GainMeasures.Dcg(ranking, gains, int.MaxValue), Gains.Exponential),
        "bing" => Mean(text, "One over the logarithm of the misses before each relevant document, over all of them.", GainMeasures.BinaryG),
        "set_precision" => Mean(text, "Share of the retrieved documents that are relevant.", SetMeasures.SetPrecision),
        "set_recall" => Mean(text, "Share of the relevant documents that are retrieved.", SetMeasures.SetRecall),
        "set_relative_precision" => Mean(text, "Relevant retrieved documents over the most there could be.", SetMeasures.SetRelativePrecision),
        "set_map" => Mean(text, "Precision times recall of the whole ranking.", SetMeasures.SetMap),
        "rbp" => Mean(text, "Gain seen by a reader who goes on with chance 0.9 after each document.", PrecisionMeasures.RankBiased, UsualPersistence),
        "rbp_resid" => Make(text, "What rbp could gain if all documents without a judgement were of the best grade.", 0, 1, RankingFold.Mean, Bind((ranking, p) => PrecisionMeasures.RankBiasedResidual(ranking, p), UsualPersistence), higherIsBetter: false),
        "gm_map" => Geometric(text, "Geometric mean of average precision.", ranking => PrecisionMeasures.AveragePrecision(ranking, int.MaxValue)),
        "gm_bpref" => Geometric(text, "Geometric mean of bpref.", PreferenceMeasures.BinaryPreference),
        "num_ret" => Count(text, "Documents in the ranking.", ranking => ranking.Retrieved),
        "num_rel" => Count(text, "Relevant documents among the judgements.", ranking => ranking.Relevant),
        "num_rel_ret" => Count(text, "Relevant documents in the ranking.", ranking => ranking.RelevantRetrieved),
        "num_nonrel_judged_ret" => Count(text, "Documents in the ranking that are judged not relevant.", SetMeasures.JudgedNotRelevantRetrieved),
        _ => null,
    };

    private static RankingMeasure OfGains(MeasureText text)
    {
        var gains = text.Parameters.Count == 0 ? Gains.Linear : Gains.Of(text.GainsByGrade());
        return text.Family switch
        {
            "ndcg" => WithGains(text, "Discounted gain over the best possible; the gain is the grade unless given.", ranking => GainMeasures.Ndcg(ranking, gains, int.MaxValue)),
            "ndcg_rel" => WithGains(text, "nDCG averaged over the places of the relevant documents.", ranking => GainMeasures.NdcgAtRelevant(ranking, gains)),
            "rndcg" => WithGains(text, "nDCG averaged over the places where the ideal gain changes.", ranking => GainMeasures.NdcgAtChanges(ranking, gains)),
            "g" => WithGains(text, "Gain of each document over the logarithm of what was missed until then.", ranking => GainMeasures.G(ranking, gains)),
            _ => Unbounded(text, "Discounted gain; the gain is the grade unless given.", (ranking, own) => GainMeasures.Dcg(ranking, own, int.MaxValue), gains),
        };
    }

    // Given gains may be negative, and then so may be the measure.
    private static RankingMeasure WithGains(MeasureText text, string meaning, Func<JudgedRanking, double> value) =>
        Make(text, meaning, text.Parameters.Count == 0 ? 0 : double.NegativeInfinity, 1, RankingFold.Mean, ranking => value(ranking));

    private static IReadOnlyList<double>? Numbers(MeasureText text) => text.Parameters.Count == 0 ? null : [.. text.Parameters.Select(text.Number)];

    private static IReadOnlyList<double> FourNumbers(MeasureText text) => Numbers(text) switch
    {
        null => UsualUtility,
        { Count: 4 } weights => weights,
        { } other => throw new ScorerSpecException($"The measure \"{text.Whole}\" has {other.Count} weights; it takes four, like \"utility[1;-1;0;0]\"."),
    };

    private static RankingMeasure Mean(MeasureText text, string meaning, Func<JudgedRanking, double> value) => Make(text, meaning, 0, 1, RankingFold.Mean, ranking => value(ranking));

    private static RankingMeasure Mean<T>(MeasureText text, string meaning, Func<JudgedRanking, T, double> value, T parameter, bool isRate = false) =>
        Make(text, meaning, 0, 1, RankingFold.Mean, ranking => value(ranking, parameter), isRate: isRate);

    private static RankingMeasure Unbounded<T>(MeasureText text, string meaning, Func<JudgedRanking, T, double> value, T parameter) =>
        Make(text, meaning, double.NegativeInfinity, double.PositiveInfinity, RankingFold.Mean, ranking => value(ranking, parameter));

    private static RankingMeasure Count(MeasureText text, string meaning, Func<JudgedRanking, double> value) =>
        Make(text, meaning, 0, double.PositiveInfinity, RankingFold.Sum, ranking => value(ranking));

    private static RankingMeasure Geometric(MeasureText text, string meaning, Func<JudgedRanking, double> value) =>
        Make(text, meaning, double.NegativeInfinity, 0, RankingFold.GeometricMean, ranking => PrecisionMeasures.Logarithm(value(ranking)));

    private static Func<JudgedRanking, double?> Bind<T>(Func<JudgedRanking, T, double?> value, T parameter) => ranking => value(ranking, parameter);

    private static RankingMeasure Make(
        MeasureText text, string meaning, double min, double max, RankingFold fold, Func<JudgedRanking, double?> value, bool higherIsBetter = true, bool isRate = false) =>
        new(new Metric(text.Whole, meaning, min, max) { HigherIsBetter = higherIsBetter, IsRate = isRate, OfFailedItem = min == 0 && max == 1 && higherIsBetter ? 0 : null }, TrecName.Of(text), fold, value);
}
