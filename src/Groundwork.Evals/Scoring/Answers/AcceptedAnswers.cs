namespace Groundwork.Evals.Scoring.Answers;

/// <summary>What every scorer of short answers does before it compares.</summary>
internal static class AcceptedAnswers
{
    /// <summary>The scores that need no comparison; null when the answer is to be compared with what is accepted.</summary>
    public static ScoredObservation? WithoutComparing(IReadOnlyList<Metric> metrics, Sample sample, Observation observation, IReadOnlyList<string>? accepted)
    {
        if (sample.Expected.IsAnswerable == false)
            return Scores.NotApplicable(metrics, "Declining is right here.");
        if (accepted is null || accepted.Count == 0)
            return Scores.NotApplicable(metrics, "No right answer is known.");
        if (observation.Outcome == ObservedOutcome.Failed)
            return Scores.OfFailedSubject(metrics, observation);
        if (observation.Outcome == ObservedOutcome.Abstained)
            return All(metrics, "The subject declined.");
        return observation.Text.AsSpan().IsWhiteSpace() ? All(metrics, "The subject said nothing.") : null;
    }

    private static ScoredObservation All(IReadOnlyList<Metric> metrics, string why) => new([.. metrics.Select(Score (_) => new Score.Value(0, why))]);
}
