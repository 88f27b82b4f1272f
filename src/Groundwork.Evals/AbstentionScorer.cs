using Groundwork.Evals.Claims;
using Groundwork.Language;

namespace Groundwork.Evals;

/// <summary>Whether a subject declines when it should and only then, and how good it is where it answers.</summary>
/// <remarks>
/// <para>Precision is over refusals, recall over unanswerable items, F1 is 2·right refusals / (refusals + unanswerable items), as a ratio of sums. The conditional and the combined score
/// follow Katsis et al. 2025, "MTRAG: A Multi-Turn Conversational Benchmark", section on metrics conditioned on answerability.</para>
/// <para>An answer of nothing but refusals is a refusal, whatever its outcome is called.</para>
/// </remarks>
public sealed class AbstentionScorer : IScorer
{
    private readonly IScorer? _quality;
    private readonly int _metric;

    /// <summary>Makes the scorer.</summary>
    /// <param name="quality">Scores the answers for the conditional and the combined score; null to leave the two out.</param>
    /// <param name="metric">Name of the metric of <paramref name="quality"/>, with values 0..1 where higher is better; null for its first.</param>
    public AbstentionScorer(IScorer? quality = null, string? metric = null)
    {
        _quality = quality;
        var metrics = new List<Metric>
        {
            new("abstention_precision", "Share of the refusals that are right.") { IsRate = true },
            new("abstention_recall", "Share of the unanswerable items that are refused.") { IsRate = true },
            new("abstention_f1", "Harmonic mean of abstention_precision and abstention_recall over all items."),
        };
        if (quality is not null)
        {
            _metric = metric is null ? 0 : quality.Metrics.ToList().FindIndex(known => string.Equals(known.Name, metric, StringComparison.Ordinal));
            if (_metric < 0 || quality.Metrics.Count == 0) throw new ArgumentException($"The scorer \"{quality.Name}\" has no metric \"{metric}\".", nameof(metric));
            var of = quality.Metrics[_metric];
            if (of is not { Min: 0, Max: 1, HigherIsBetter: true }) throw new ArgumentException($"\"{of.Name}\" is no quality from 0 to 1.", nameof(metric));
            metrics.Add(new Metric($"answered_{of.Name}", $"{of.Name} of the answerable items that were answered.") { Judge = of.Judge, JudgeFingerprint = of.JudgeFingerprint });
            metrics.Add(new Metric($"combined_{of.Name}", $"1 for a right refusal, 0 for a wrong one and for an answer to an unanswerable item, {of.Name} otherwise.") { Judge = of.Judge, JudgeFingerprint = of.JudgeFingerprint, OfFailedItem = 0 });
        }

        Metrics = metrics;
        Fingerprint = ContentHash.OfText($"abstention-1 {quality?.Fingerprint} {metric}").Hex;
    }

    /// <inheritdoc />
    public string Name => "abstention";

    /// <inheritdoc />
    public string Fingerprint { get; }

    /// <inheritdoc />
    public IReadOnlyList<Metric> Metrics { get; }

    /// <inheritdoc />
    public async ValueTask<ScoredObservation> ScoreAsync(Sample sample, Observation observation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(observation);
        if (sample.Expected.IsAnswerable is not { } isAnswerable) return All(new Score.NotApplicable("It is not known whether the item can be answered."));
        if (observation.Outcome == ObservedOutcome.Failed) return All(new Score.Failed("The subject failed."));
        var refuses = AnswerSigns.IsRefusal(observation);
        var isRight = refuses && !isAnswerable;
        var scores = new List<Score>
        {
            refuses ? Rate(isRight) : new Score.NotApplicable("It was answered."),
            isAnswerable ? new Score.NotApplicable("It can be answered.") : Rate(refuses),
            // 2·TP / (2·TP + FP + FN): a right refusal weighs 2, each of the two errors 1, the rest takes no part.
            isRight ? new Score.Value(1, "", 2) : refuses || !isAnswerable ? new Score.Value(0) : new Score.NotApplicable("It can be answered and was."),
        };
        if (_quality is null) return new ScoredObservation(scores);
        if (refuses || !isAnswerable) return new ScoredObservation([.. scores, new Score.NotApplicable(refuses ? "It was refused." : "It cannot be answered."), Rate(isRight)]);
        var quality = await _quality.ScoreAsync(sample, observation, cancellationToken);
        // In the combined score every item weighs the same.
        var score = quality.Scores[_metric];
        return new ScoredObservation([.. scores, score, score is Score.Value value ? value with { Weight = 1 } : score]) { Evidence = quality.Evidence };
    }

    private static Score.Value Rate(bool holds) => new(holds ? 1 : 0);

    private ScoredObservation All(Score score) => new([.. Metrics.Select(_ => score)]);
}
