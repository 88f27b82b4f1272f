namespace Groundwork.Evals.Running;

/// <summary>Asks a scorer and believes only what a scorer may say.</summary>
internal static class CarefulScoring
{
    // A sum of shares may miss the end of its range by this much.
    private const double Rounding = 1e-9;

    public static async ValueTask<ScoredObservation> ScoreAsync(IScorer scorer, Sample sample, Observation observation, CancellationToken cancellationToken)
    {
        try
        {
            var scored = await scorer.ScoreAsync(sample, observation, cancellationToken);
            if (scored.Scores.Count != scorer.Metrics.Count)
                return Failed(scorer, FormattableString.Invariant($"the scorer gave {scored.Scores.Count} scores for {scorer.Metrics.Count} metrics"));
            return scored with { Scores = [.. scored.Scores.Select((score, i) => Checked(score, scorer.Metrics[i]))] };
        }
        catch (Exception problem) when (!cancellationToken.IsCancellationRequested && problem is not OutOfMemoryException)
        {
            return Failed(scorer, FormattableString.Invariant($"the scorer broke: {problem.GetType().Name}: {problem.Message}"));
        }
    }

    private static ScoredObservation Failed(IScorer scorer, string reason) => new([.. scorer.Metrics.Select(_ => new Score.Failed(reason))]);

    private static Score Checked(Score score, Metric metric)
    {
        if (score is not Score.Value value) return score;
        if (!double.IsFinite(value.Number)) return new Score.Failed(FormattableString.Invariant($"{metric.Name} is {value.Number}, which is no finite number"));
        if (value.Number < metric.Min - Rounding || value.Number > metric.Max + Rounding)
            return new Score.Failed(FormattableString.Invariant($"{metric.Name} is {value.Number}, outside {metric.Min} to {metric.Max}"));
        return double.IsFinite(value.Weight) && value.Weight > 0 ? value with { Number = Math.Clamp(value.Number, metric.Min, metric.Max) } : new Score.Failed(FormattableString.Invariant($"the weight of {metric.Name} is {value.Weight}, not above 0"));
    }
}
