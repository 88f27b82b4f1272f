namespace Groundwork.Evals.Scoring.Ranking;

/// <summary>Measures of the ranking as a set, or of its first documents as one.</summary>
internal static class SetMeasures
{
    public static int RelevantWithin(JudgedRanking ranking, int cutoff)
    {
        var found = 0;
        var end = Math.Min(cutoff, ranking.Retrieved);
        for (var index = 0; index < end; index++)
            found += ranking.IsRelevant(index) ? 1 : 0;
        return found;
    }

    public static double Precision(JudgedRanking ranking, int cutoff) => (double)RelevantWithin(ranking, cutoff) / cutoff;

    public static double Recall(JudgedRanking ranking, int cutoff) => Share(RelevantWithin(ranking, cutoff), ranking.Relevant);

    public static double Success(JudgedRanking ranking, int cutoff) => RelevantWithin(ranking, cutoff) > 0 ? 1 : 0;

    /// <summary>Precision over the best precision that was possible at the cutoff.</summary>
    public static double RelativePrecision(JudgedRanking ranking, int cutoff) => Share(RelevantWithin(ranking, cutoff), Math.Min(cutoff, ranking.Relevant));

    public static double SetPrecision(JudgedRanking ranking) => Share(ranking.RelevantRetrieved, ranking.Retrieved);

    public static double SetRecall(JudgedRanking ranking) => Share(ranking.RelevantRetrieved, ranking.Relevant);

    public static double SetRelativePrecision(JudgedRanking ranking) => Share(ranking.RelevantRetrieved, Math.Min(ranking.Retrieved, ranking.Relevant));

    public static double SetMap(JudgedRanking ranking) => SetPrecision(ranking) * SetRecall(ranking);

    /// <summary>(x + 1) P R / (x P + R), as trec_eval has it: its x stands where others have beta squared.</summary>
    public static double SetF(JudgedRanking ranking, double x)
    {
        if (ranking.RelevantRetrieved == 0)
            return 0;
        var precision = SetPrecision(ranking);
        var recall = SetRecall(ranking);
        return (x + 1) * precision * recall / ((x * precision) + recall);
    }

    /// <summary>Weights of: relevant and retrieved, retrieved only, relevant only, neither. The collection's size is not known and counts as 0, as in trec_eval without -N.</summary>
    public static double Utility(JudgedRanking ranking, IReadOnlyList<double> weights) =>
        (weights[0] * ranking.RelevantRetrieved)
        + (weights[1] * (ranking.Retrieved - ranking.RelevantRetrieved))
        + (weights[2] * (ranking.Relevant - ranking.RelevantRetrieved))
        + (weights[3] * (ranking.RelevantRetrieved - ranking.Retrieved - ranking.Relevant));

    public static double JudgedNotRelevantRetrieved(JudgedRanking ranking) => ranking.Grades.Count(grade => grade >= 0) - ranking.RelevantRetrieved;

    /// <summary>Share of the first documents that stand in the judgements, whatever their grade, of those that were retrieved (ir_measures, Judged@k).</summary>
    public static double? Judged(JudgedRanking ranking, int cutoff)
    {
        var end = Math.Min(cutoff, ranking.Retrieved);
        return end == 0 ? null : (double)ranking.Grades.Take(end).Count(grade => grade is not null) / end;
    }

    /// <summary>Share of the cutoff that holds documents without a judgement; pooled but not judged ones (negative grade) are among them (trec_eval, unj).</summary>
    public static double Unjudged(JudgedRanking ranking, int cutoff) => (double)ranking.Grades.Take(cutoff).Count(grade => grade is null or < 0) / cutoff;

    private static double Share(int part, int whole) => whole == 0 ? 0 : (double)part / whole;
}
