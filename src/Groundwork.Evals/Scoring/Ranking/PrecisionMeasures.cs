namespace Groundwork.Evals.Scoring.Ranking;

/// <summary>Measures made of precision at ranks (Buckley and Voorhees 2005, "Retrieval System Evaluation").</summary>
internal static class PrecisionMeasures
{
    // trec_eval shows four digits, so a geometric mean takes nothing below this.
    private const double LeastOfGeometricMean = 0.00001;

    /// <summary>Sum of the precision at each relevant document within the cutoff, over all relevant documents.</summary>
    public static double AveragePrecision(JudgedRanking ranking, int cutoff)
    {
        var found = 0;
        var sum = 0.0;
        var end = Math.Min(cutoff, ranking.Retrieved);
        for (var index = 0; index < end; index++)
        {
            if (!ranking.IsRelevant(index))
                continue;
            found++;
            sum += (double)found / (index + 1);
        }

        return found == 0 ? 0 : sum / ranking.Relevant;
    }

    public static double Logarithm(double value) => Math.Log(Math.Max(value, LeastOfGeometricMean));

    public static double ReciprocalRank(JudgedRanking ranking, int cutoff)
    {
        var end = Math.Min(cutoff, ranking.Retrieved);
        for (var index = 0; index < end; index++)
        {
            if (ranking.IsRelevant(index))
                return 1.0 / (index + 1);
        }

        return 0;
    }

    /// <summary>Precision at as many documents as there are relevant ones.</summary>
    public static double RPrecision(JudgedRanking ranking) => ranking.Relevant == 0 ? 0 : SetMeasures.Precision(ranking, ranking.Relevant);

    /// <summary>Precision at a multiple of the number of relevant documents; trec_eval rounds the place up from a tenth.</summary>
    public static double RPrecisionAt(JudgedRanking ranking, double multiple)
    {
        var cutoff = (int)Math.Min(int.MaxValue, (multiple * ranking.Relevant) + 0.9);
        return cutoff == 0 ? 0 : SetMeasures.Precision(ranking, cutoff);
    }

    /// <summary>Greatest precision at or behind the place where a share of the relevant documents is found; trec_eval 10 rounds that number to the nearest.</summary>
    public static double InterpolatedPrecision(JudgedRanking ranking, double recall) => InterpolatedPrecision(GreatestFrom(ranking), ranking.Relevant, recall);

    /// <summary>Mean of the interpolated precision at some points of recall.</summary>
    public static double MeanInterpolatedPrecision(JudgedRanking ranking, IReadOnlyList<double> recalls)
    {
        var greatest = GreatestFrom(ranking);
        return recalls.Sum(recall => InterpolatedPrecision(greatest, ranking.Relevant, recall)) / recalls.Count;
    }

    private static double InterpolatedPrecision(double[] greatest, int relevant, double recall)
    {
        var needed = (int)Math.Min(int.MaxValue, Math.Round(recall * relevant, MidpointRounding.AwayFromZero));
        var place = Math.Max(0, needed - 1);
        return place < greatest.Length ? greatest[place] : 0;
    }

    /// <summary>For each relevant document that was found, in order: the greatest precision at it or at a later one.</summary>
    private static double[] GreatestFrom(JudgedRanking ranking)
    {
        var greatest = new double[ranking.RelevantRetrieved];
        var found = ranking.RelevantRetrieved;
        var best = 0.0;
        for (var index = ranking.Retrieved - 1; index >= 0; index--)
        {
            if (!ranking.IsRelevant(index))
                continue;
            best = Math.Max(best, (double)found / (index + 1));
            greatest[--found] = best;
        }

        return greatest;
    }

    /// <summary>Rank-biased precision (Moffat and Zobel 2008): (1 − p) Σ gain · p^rank, gains scaled to 0..1 where the grades go beyond.</summary>
    public static double RankBiased(JudgedRanking ranking, double persistence)
    {
        var greatest = Math.Max(1, ranking.Levels.Count == 0 ? 0 : ranking.Levels[0].Grade);
        var sum = 0.0;
        var weight = 1.0;
        foreach (var grade in ranking.Grades)
        {
            if (grade > 0)
                sum += (double)grade.Value / greatest * weight;
            weight *= persistence;
        }

        return (1 - persistence) * sum;
    }

    /// <summary>What rank-biased precision could gain if every document without a judgement were of the best grade.</summary>
    public static double RankBiasedResidual(JudgedRanking ranking, double persistence)
    {
        var hasUnjudged = false;
        var sum = 0.0;
        var weight = 1.0;
        foreach (var grade in ranking.Grades)
        {
            if (grade is null or < 0)
            {
                hasUnjudged = true;
                sum += weight;
            }

            weight *= persistence;
        }

        return hasUnjudged ? Math.Min(1, weight + ((1 - persistence) * sum)) : 0;
    }
}
