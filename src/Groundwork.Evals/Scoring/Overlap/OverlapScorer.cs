using Groundwork.Evals.Scoring.Answers;

namespace Groundwork.Evals.Scoring.Overlap;

/// <summary>A scorer that compares the answer's words with those of the reference, or of the accepted answers where there is no reference; the best of them counts.</summary>
internal abstract class OverlapScorer : IScorer
{
    public abstract string Name { get; }

    public string Fingerprint => ScorerFingerprint.Of(Name, 1);

    public abstract IReadOnlyList<Metric> Metrics { get; }

    public ValueTask<ScoredObservation> ScoreAsync(Sample sample, Observation observation, CancellationToken cancellationToken)
    {
        var references = sample.Expected.Reference is { } reference ? [reference] : sample.Expected.Answers;
        return ValueTask.FromResult(AcceptedAnswers.WithoutComparing(Metrics, sample, observation, references) ?? Compare(sample, observation.Text, references!, cancellationToken));
    }

    protected abstract ScoredObservation Compare(Sample sample, string text, IReadOnlyList<string> references, CancellationToken cancellationToken);

    protected static Metric Quality(string name, string meaning) => new(name, meaning) { OfFailedItem = 0 };
}
