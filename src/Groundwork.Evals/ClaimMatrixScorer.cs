using System.Globalization;
using Groundwork.Evals.Claims;
using Groundwork.Evals.Judging;
using Groundwork.Language;

namespace Groundwork.Evals;

/// <summary>Builds the claim matrix of an answer and derives from it: faithfulness, context recall, precision and relevance, correctness, noise, hallucination, self-knowledge and utilisation.</summary>
/// <remarks>
/// <para>Ru et al. 2024, "RAGChecker", section 3.3; Es et al. 2024, "RAGAS", section 3, for faithfulness over all passages together and ranked context precision.</para>
/// <para>A statement of the answer is <em>right</em> when the reference supports it, otherwise <em>wrong</em>. A passage is <em>relevant</em> when it supports a statement of the reference.
/// Always: wrong = noise_relevant + noise_irrelevant + hallucination.</para>
/// <para>Statements are those the observation names, and every other sentence of the answer that needs support: questions, greetings and refusals do not.
/// The evidence is the matrix, see <see cref="ClaimMatrixFormat"/>.</para>
/// </remarks>
public sealed class ClaimMatrixScorer : IScorer
{
    private const int MostClaims = 200;
    private const int MostPassages = 200;

    private readonly IEntailment _entailment;
    private readonly double _beta;

    /// <summary>Makes the scorer.</summary>
    /// <param name="entailment">Decides what supports what; its name stands in every metric.</param>
    /// <param name="beta">Weight of recall in the F-measure of correctness, above 0; 1 weighs both alike.</param>
    public ClaimMatrixScorer(IEntailment entailment, double beta = 1)
    {
        ArgumentNullException.ThrowIfNull(entailment);
        if (!double.IsFinite(beta) || beta <= 0) throw new ArgumentOutOfRangeException(nameof(beta), beta, "Beta must be above 0.");
        (_entailment, _beta) = (entailment, beta);
        Metrics = ClaimMetrics.All(entailment, beta);
        Fingerprint = ContentHash.OfText(string.Create(CultureInfo.InvariantCulture, $"claim-matrix-2 {ClaimSplitter.Rules} {beta:R} {entailment.Fingerprint}")).Hex;
    }

    /// <inheritdoc />
    public string Name => "claims";

    /// <inheritdoc />
    public string Fingerprint { get; }

    /// <inheritdoc />
    public IReadOnlyList<Metric> Metrics { get; }

    /// <inheritdoc />
    public async ValueTask<ScoredObservation> ScoreAsync(Sample sample, Observation observation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(observation);
        if (observation.Outcome == ObservedOutcome.Failed) return All(new Score.Failed("The subject failed."));
        if (AnswerSigns.IsRefusal(observation)) return All(new Score.NotApplicable("The answer is a refusal."));
        if (string.IsNullOrWhiteSpace(observation.Text)) return All(new Score.Failed("The subject said nothing."));
        var claims = ClaimSplitter.Of(observation);
        if (claims is null) return All(new Score.Failed("The observation names a claim outside its answer."));
        var reference = ClaimSplitter.OfReference(sample.Expected);
        if (claims.Count > MostClaims || reference?.Count > MostClaims)
            return All(new Score.Failed(string.Create(CultureInfo.InvariantCulture, $"More than {MostClaims} statements in the answer or its reference.")));
        if (observation.Passages?.Count > MostPassages) return All(new Score.Failed(string.Create(CultureInfo.InvariantCulture, $"More than {MostPassages} passages.")));
        var model = RubricScoring.ModelOf(observation);
        if (SafeEntailment.WhyNot(_entailment, model) is { } itself) return All(new Score.Failed(itself));
        var matrix = await new ClaimMatrixBuilder(_entailment).BuildAsync(observation, claims, sample.Expected.Reference, reference, cancellationToken);
        return new ScoredObservation(ScoresOf(matrix)) { Evidence = ClaimMatrixFormat.Write(matrix with { Kinship = _entailment.KinshipTo(model) }) };
    }

    /// <summary>The scores that follow from a matrix, without any call.</summary>
    /// <returns>One for each metric, in their order.</returns>
    public IReadOnlyList<Score> ScoresOf(ClaimMatrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        return ClaimMetrics.Of(matrix, _beta);
    }

    private ScoredObservation All(Score score) => new([.. Metrics.Select(_ => score)]);
}
