namespace Groundwork.Evals.Scoring;

/// <summary>Holds a scorer to its word: one score for each metric, finite and within the metric's range, else <see cref="Score.Failed"/>.</summary>
internal sealed class Checked(IScorer scorer) : IScorer
{
    public string Name => scorer.Name;

    public string Fingerprint => scorer.Fingerprint;

    public IReadOnlyList<Metric> Metrics => scorer.Metrics;

    public async ValueTask<ScoredObservation> ScoreAsync(Sample sample, Observation observation, CancellationToken cancellationToken)
    {
        var scored = await scorer.ScoreAsync(sample, observation, cancellationToken);
        if (scored.Scores.Count != Metrics.Count)
        {
            var reason = $"The scorer \"{Name}\" gave {scored.Scores.Count} scores for {Metrics.Count} metrics.";
            return scored with { Scores = [.. Metrics.Select(Score (_) => new Score.Failed(reason))] };
        }

        return scored with { Scores = [.. scored.Scores.Select((score, index) => Check(score, Metrics[index]))] };
    }

    private static Score Check(Score score, Metric metric)
    {
        if (score is not Score.Value value)
            return score;
        if (!double.IsFinite(value.Number) || value.Number < metric.Min || value.Number > metric.Max)
            return new Score.Failed(FormattableString.Invariant($"{metric.Name} is {value.Number}, which is outside {metric.Min}..{metric.Max}."));
        if (!double.IsFinite(value.Weight) || value.Weight <= 0)
            return new Score.Failed(FormattableString.Invariant($"{metric.Name} has the weight {value.Weight}; a weight is finite and above 0."));
        if (metric.IsRate && value.Number is not (0 or 1))
            return new Score.Failed(FormattableString.Invariant($"{metric.Name} is {value.Number}; a rate counts 0 or 1."));
        return score;
    }
}
