namespace Groundwork.Evals.Tests.Storing;

/// <summary>Scores the length of the answer and whether it is there; or what it is told to.</summary>
internal sealed class LengthScorer(string fingerprint = "length-1", Func<Sample, Observation, ScoredObservation>? score = null) : IScorer
{
    private int _calls;

    public int Calls => _calls;

    public string Name => "length";

    public string Fingerprint => fingerprint;

    public IReadOnlyList<Metric> Metrics { get; } =
        [new("length", "Characters of the answer", 0, double.PositiveInfinity) { Unit = "characters", HigherIsBetter = false, Repeats = new RepeatRule.AnyOf(2) }, new("answered", "Whether there is one") { IsRate = true, OfFailedItem = 0 }];

    public ValueTask<ScoredObservation> ScoreAsync(Sample sample, Observation observation, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _calls);
        return ValueTask.FromResult(score?.Invoke(sample, observation) ?? new ScoredObservation([new Score.Value(observation.Text.Length, "counted", 2), new Score.NotApplicable("nobody asked")]) { Evidence = "{\"a\":1}" });
    }
}
