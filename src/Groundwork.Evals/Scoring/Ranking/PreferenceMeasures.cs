namespace Groundwork.Evals.Scoring.Ranking;

/// <summary>Measures for judgements that are incomplete.</summary>
internal static class PreferenceMeasures
{
    // Keeps the estimated precision defined where nothing above a document was judged (trec_eval, INFAP_EPSILON).
    private const double Epsilon = 0.00001;

    /// <summary>Share of the first R judged, not relevant documents that stand behind each relevant one (Buckley and Voorhees 2004); documents without a judgement are passed over.</summary>
    public static double BinaryPreference(JudgedRanking ranking)
    {
        if (ranking.Relevant == 0)
            return 0;
        var notRelevantAbove = 0;
        var sum = 0.0;
        for (var index = 0; index < ranking.Retrieved; index++)
        {
            if (ranking.Grades[index] is not >= 0)
                continue;
            if (!ranking.IsRelevant(index))
                notRelevantAbove++;
            else if (notRelevantAbove == 0)
                sum += 1;
            else
                sum += 1 - ((double)Math.Min(notRelevantAbove, ranking.Relevant) / Math.Min(ranking.NotRelevant, ranking.Relevant));
        }

        return sum / ranking.Relevant;
    }

    /// <summary>Average precision estimated from a sample of the pool (Yilmaz and Aslam 2006): a negative grade says "in the pool, not in the sample".</summary>
    public static double InferredAveragePrecision(JudgedRanking ranking)
    {
        if (ranking.Relevant == 0)
            return 0;
        var relevantAbove = 0;
        var notRelevantAbove = 0;
        var unjudgedAbove = 0;
        var sum = 0.0;
        for (var index = 0; index < ranking.Retrieved; index++)
        {
            if (ranking.Grades[index] is not { } grade)
                continue;
            if (grade < 0)
                unjudgedAbove++;
            else if (!ranking.IsRelevant(index))
                notRelevantAbove++;
            else
                sum += ExpectedPrecision(index, relevantAbove++, notRelevantAbove, unjudgedAbove);
        }

        return sum / ranking.Relevant;
    }

    private static double ExpectedPrecision(int above, int relevantAbove, int notRelevantAbove, int unjudgedAbove)
    {
        if (above == 0)
            return 1;
        var pooled = (double)(relevantAbove + notRelevantAbove + unjudgedAbove) / above;
        var relevantAmongJudged = (relevantAbove + Epsilon) / (relevantAbove + notRelevantAbove + (2 * Epsilon));
        return (1.0 / (above + 1.0)) + (above / (above + 1.0) * pooled * relevantAmongJudged);
    }
}
