namespace Groundwork.Evals.Storing;

/// <summary>A sample of a run with what is stored about it.</summary>
/// <param name="position">Position of the sample in its dataset version.</param>
/// <param name="asked">Hash of what a subject may look at.</param>
/// <param name="sample">The sample.</param>
/// <param name="scorers">Number of scorers whose scores are wanted.</param>
internal sealed class RunItem(long position, string asked, Sample sample, int scorers)
{
    public long Position => position;

    public string Asked => asked;

    public Sample Sample => sample;

    /// <summary>In order of repeat.</summary>
    public List<Observation> Observations { get; } = [];

    /// <summary>For each scorer what it says, by repeat.</summary>
    public IReadOnlyList<Dictionary<int, (ScoredObservation Scored, bool IsFailed)>> Scores { get; } =
        [.. Enumerable.Range(0, scorers).Select(_ => new Dictionary<int, (ScoredObservation, bool)>())];

    public ScoredSample ToScoredSample() => new(
        Sample,
        Observations,
        [.. Scores.Select(scores => (IReadOnlyList<ScoredObservation?>)[.. Observations.Select(observation => scores.TryGetValue(observation.Repeat, out var score) ? score.Scored : null)])]);
}
