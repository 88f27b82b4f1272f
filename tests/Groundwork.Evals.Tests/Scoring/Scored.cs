namespace Groundwork.Evals.Tests.Scoring;

/// <summary>Short ways to make samples and observations, and to score one with the other.</summary>
internal static class Scored
{
    public static Sample Sample(Expectation expected, string? language = null) =>
        new("s1", "What is asked?", expected)
        {
            Tags = language is null ? new Dictionary<string, string>(StringComparer.Ordinal) : new Dictionary<string, string>(StringComparer.Ordinal) { ["language"] = language },
        };

    public static Observation Answer(string text) => new("s1", 0, ObservedOutcome.Answered, text);

    public static Observation Refusal { get; } = new("s1", 0, ObservedOutcome.Abstained, "I do not know.");

    public static Observation Failure { get; } = new("s1", 0, ObservedOutcome.Failed, "") { Error = "timed out" };

    /// <summary>The score of each metric, by name.</summary>
    public static IReadOnlyDictionary<string, Score> By(string spec, Sample sample, Observation observation) => By(Scorers.Create(spec), sample, observation);

    public static IReadOnlyDictionary<string, Score> By(IScorer scorer, Sample sample, Observation observation)
    {
        var task = scorer.ScoreAsync(sample, observation, CancellationToken.None);
        var scored = task.IsCompleted ? task.Result : task.AsTask().GetAwaiter().GetResult();
        return scorer.Metrics.Zip(scored.Scores).ToDictionary(pair => pair.First.Name, pair => pair.Second, StringComparer.Ordinal);
    }

    public static Score Of(string spec, string metric, Sample sample, Observation observation) => By(spec, sample, observation)[metric];

    /// <summary>The number of a score that must be one.</summary>
    public static double Number(this Score score) => score is Score.Value value ? value.Number : throw new InvalidOperationException($"No value: {score}");
}
