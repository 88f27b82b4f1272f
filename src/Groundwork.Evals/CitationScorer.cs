using System.Globalization;
using Groundwork.Evals.Claims;
using Groundwork.Evals.Judging;
using Groundwork.Language;

namespace Groundwork.Evals;

/// <summary>Citations in two layers: whether each points at what it says, without any model, and whether what is cited supports what is said.</summary>
/// <remarks>
/// <para>Gao et al. 2023, "Enabling Large Language Models to Generate Text with Citations" (ALCE), section 4, with two repairs: a citation that points nowhere counts in the precision,
/// and sentences that need no support (questions, greetings, refusals) do not count in the recall.</para>
/// <para>Where a citation quotes words, what is judged are the sentences they stand in, with one on either side; without a quote, all passages of the document. The evidence tells which. A citation
/// whose document, permission, span or quote is wrong supports nothing.</para>
/// <para>Rates over citations and over sentences are ratios of sums: an item weighs as much as it has of them. F1 is of the item and weighs 1.</para>
/// </remarks>
public sealed class CitationScorer : IScorer
{
    private const int MostCitations = 1_000;

    private readonly IEntailment? _entailment;

    /// <summary>Makes the scorer.</summary>
    /// <param name="entailment">Decides whether cited text supports a sentence; null for the layer without a model alone.</param>
    public CitationScorer(IEntailment? entailment = null)
    {
        _entailment = entailment;
        Metrics = entailment is null ? [Hold] : [Hold, Judged("citation_recall", "Share of the sentences that need support and have it in what they cite: the quoted place, or all shown of the document where no words are quoted."),
            Judged("citation_precision", "Share of the citations that their sentence needs."), Judged("citation_f1", "Harmonic mean of citation_recall and citation_precision of the item.")];
        Fingerprint = ContentHash.OfText($"citations-2 {ClaimSplitter.Rules} {entailment?.Fingerprint}").Hex;
        Metric Judged(string name, string meaning) => new(name, meaning) { Judge = entailment.Name, JudgeFingerprint = entailment.Fingerprint };
    }

    /// <inheritdoc />
    public string Name => "citations";

    /// <inheritdoc />
    public string Fingerprint { get; }

    /// <inheritdoc />
    public IReadOnlyList<Metric> Metrics { get; }

    private static Metric Hold { get; } = new("citations_hold", "Share of all citations whose document, permission, span and quote are right; those that point nowhere are among them.");

    /// <inheritdoc />
    public async ValueTask<ScoredObservation> ScoreAsync(Sample sample, Observation observation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(observation);
        if (observation.Outcome == ObservedOutcome.Failed) return All(new Score.Failed("The subject failed."));
        if (observation.Claims is null) return All(new Score.NotApplicable("The subject does not cite."));
        if (AnswerSigns.IsRefusal(observation)) return All(new Score.NotApplicable("The answer is a refusal."));
        var claims = ClaimSplitter.Of(observation);
        if (claims is null) return All(new Score.Failed("The observation names a claim outside its answer."));
        if (claims.Sum(claim => claim.Citations.Count) > MostCitations) return All(new Score.Failed(string.Create(CultureInfo.InvariantCulture, $"More than {MostCitations} citations.")));
        var cited = claims.Select(claim => new CitedClaim(claim, observation)).ToList();
        var scores = new List<Score> { Holding(cited) };
        var model = RubricScoring.ModelOf(observation);
        if (_entailment is not null)
            scores.AddRange(SafeEntailment.WhyNot(_entailment, model) is { } itself ? [.. Enumerable.Repeat(new Score.Failed(itself), Metrics.Count - 1)] : await SupportAsync(cited, _entailment, cancellationToken));
        return new ScoredObservation(scores) { Evidence = CitationEvidence.Write(cited, _entailment?.KinshipTo(model) ?? JudgeKinship.Unknown) };
    }

    private static Score Holding(List<CitedClaim> claims)
    {
        var checks = claims.SelectMany(claim => claim.Checks).ToList();
        if (checks.Count == 0) return new Score.NotApplicable("The answer cites nothing.");
        if (checks.Contains(CitationCheck.Unchecked)) return new Score.Failed("Nobody checked some of the citations.");
        var held = checks.Count(check => check == CitationCheck.Holds);
        return new Score.Value((double)held / checks.Count, Of(held, checks.Count), checks.Count);
    }

    private static async ValueTask<IReadOnlyList<Score>> SupportAsync(List<CitedClaim> claims, IEntailment entailment, CancellationToken cancellationToken)
    {
        foreach (var claim in claims) await claim.JudgeAsync(entailment, cancellationToken);
        var recall = Ratio([.. claims.Select(claim => claim.IsSupported)], "The answer makes no claim.");
        var precision = Ratio([.. claims.SelectMany(claim => claim.IsNeeded)], "The answer cites nothing.");
        return [recall, precision, Harmonic(recall, precision)];
    }

    private static Score Ratio(List<bool?> outcomes, string ofNone)
    {
        if (outcomes.Count == 0) return new Score.NotApplicable(ofNone);
        if (outcomes.Contains(null)) return new Score.Failed("No verdict on some of the sentences.");
        var held = outcomes.Count(outcome => outcome is true);
        return new Score.Value((double)held / outcomes.Count, Of(held, outcomes.Count), outcomes.Count);
    }

    // An answer that claims something and cites nothing has recall 0, and so F1 0.
    private static Score Harmonic(Score recall, Score precision) => (recall, precision) switch
    {
        (Score.Failed, _) => recall,
        (_, Score.Failed) => precision,
        (Score.Value, Score.NotApplicable) => new Score.Value(0),
        (Score.Value r, Score.Value p) => new Score.Value(r.Number + p.Number == 0 ? 0 : 2 * r.Number * p.Number / (r.Number + p.Number)),
        _ => recall,
    };

    private ScoredObservation All(Score score) => new([.. Metrics.Select(_ => score)]);

    private static string Of(int held, int all) => string.Create(CultureInfo.InvariantCulture, $"{held} of {all}");
}
