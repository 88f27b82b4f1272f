namespace Groundwork.Evals;

/// <summary>Judges one observation. Pure but for the judge it may ask: the same sample and observation give the same scores.</summary>
public interface IScorer
{
    /// <summary>What it is called in settings, like <c>ranking</c>.</summary>
    string Name { get; }

    /// <summary>Hash of everything that decides its scores; scores of another fingerprint are scored anew.</summary>
    string Fingerprint { get; }

    /// <summary>What it scores; every one of them is in every reply.</summary>
    IReadOnlyList<Metric> Metrics { get; }

    /// <summary>Scores one observation, failed ones too.</summary>
    ValueTask<ScoredObservation> ScoreAsync(Sample sample, Observation observation, CancellationToken cancellationToken);
}
