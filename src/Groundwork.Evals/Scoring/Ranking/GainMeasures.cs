namespace Groundwork.Evals.Scoring.Ranking;

/// <summary>Measures of cumulated gain (Järvelin and Kekäläinen 2002), discounted by the binary logarithm of rank + 1.</summary>
internal static class GainMeasures
{
    public static double Dcg(JudgedRanking ranking, Gains gains, int cutoff)
    {
        var sum = 0.0;
        var end = Math.Min(cutoff, ranking.Retrieved);
        for (var index = 0; index < end; index++)
            sum += Discounted(gains.Of(ranking.Grades[index]), index);
        return sum;
    }

    /// <summary>DCG over that of the best possible order of the judgements, both cut; 0 where nothing has a gain. Negative gains can make it negative.</summary>
    public static double Ndcg(JudgedRanking ranking, Gains gains, int cutoff)
    {
        var ideal = gains.Ideal(ranking).Take(cutoff).Select(Discounted).Sum();
        return ideal > 0 ? Dcg(ranking, gains, cutoff) / ideal : 0;
    }

    /// <summary>nDCG averaged over the places of the relevant documents (trec_eval, ndcg_rel).</summary>
    public static double NdcgAtRelevant(JudgedRanking ranking, Gains gains)
    {
        var ideal = gains.Ideal(ranking);
        if (ideal.Length == 0)
            return 0;
        var sum = 0.0;
        var found = 0;
        var dcg = 0.0;
        var idealDcg = 0.0;
        for (var index = 0; index < Math.Max(ranking.Retrieved, ideal.Length); index++)
        {
            var gain = index < ranking.Retrieved ? gains.Of(ranking.Grades[index]) : 0;
            dcg += Discounted(gain, index);
            idealDcg += index < ideal.Length ? Discounted(ideal[index], index) : 0;
            if (gain <= 0)
                continue;
            sum += dcg / idealDcg;
            found++;
        }

        // Those that were not found see the gain of the whole ranking.
        sum += (ideal.Length - found) * dcg / idealDcg;
        return Math.Max(0, sum / ideal.Length);
    }

    /// <summary>nDCG averaged over the places where the ideal gain changes, and the end of the ranking (trec_eval, Rndcg).</summary>
    public static double NdcgAtChanges(JudgedRanking ranking, Gains gains)
    {
        var ideal = gains.Ideal(ranking);
        if (ranking.Relevant == 0 || ideal.Length == 0)
            return 0;
        var sum = 0.0;
        var points = 0;
        var dcg = 0.0;
        var idealDcg = 0.0;
        for (var index = 0; index <= ideal.Length; index++)
        {
            var idealGain = index < ideal.Length ? ideal[index] : 0;
            if (index > 0 && idealGain != ideal[index - 1])
            {
                sum += dcg / idealDcg;
                points++;
            }

            dcg += index < ranking.Retrieved ? Discounted(gains.Of(ranking.Grades[index]), index) : 0;
            idealDcg += Discounted(idealGain, index);
        }

        // trec_eval adds the end of the ranking only where it lies behind the document that first has no ideal gain.
        if (ranking.Retrieved > ideal.Length + 1)
        {
            sum += Dcg(ranking, gains, int.MaxValue) / idealDcg;
            points++;
        }

        return sum / points;
    }

    /// <summary>Gain of each document over the logarithm of what was missed until then (trec_eval, G).</summary>
    public static double G(JudgedRanking ranking, Gains gains)
    {
        const double leastCost = 1;
        var ideal = gains.Ideal(ranking);
        if (ideal.Length == 0)
            return 0;
        var sum = 0.0;
        var gained = 0.0;
        var cost = 0.0;
        for (var index = 0; index < ranking.Retrieved; index++)
        {
            var gain = gains.Of(ranking.Grades[index]);
            gained += gain;
            cost += Math.Max(leastCost, index < ideal.Length ? ideal[index] : 0);
            if (gain != 0)
                sum += gain / Math.Log2(2 + cost - gained);
        }

        return sum / ideal.Sum();
    }

    /// <summary>The same for relevant and not (trec_eval, binG).</summary>
    public static double BinaryG(JudgedRanking ranking)
    {
        if (ranking.Relevant == 0)
            return 0;
        var sum = 0.0;
        var found = 0;
        for (var index = 0; index < ranking.Retrieved; index++)
        {
            if (ranking.IsRelevant(index))
                sum += 1 / Math.Log2(3 + index - ++found);
        }

        return sum / ranking.Relevant;
    }

    private static double Discounted(double gain, int index) => gain == 0 ? 0 : gain / Math.Log2(index + 2);
}
