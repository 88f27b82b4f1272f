using System.Globalization;

namespace Groundwork.Evals.Claims;

/// <summary>What follows from a claim matrix. Every figure is a share of claims or passages; one whose verdicts are missing is failed, never a share of the rest.</summary>
internal static class ClaimMetrics
{
    private static readonly Score s_noPassages = new Score.NotApplicable("The subject shows no passages.");
    private static readonly Score s_nothingRetrieved = new Score.NotApplicable("Nothing was retrieved.");
    private static readonly Score s_noReference = new Score.NotApplicable("There is no reference.");
    private static readonly Score s_noClaims = new Score.NotApplicable("The answer makes no claim.");
    private static readonly Score s_noReferenceClaims = new Score.NotApplicable("The reference makes no claim.");
    private static readonly Score s_nothingToUse = new Score.NotApplicable("The passages support no statement of the reference.");

    public static IReadOnlyList<Metric> All(IEntailment judge, double beta)
    {
        return
        [
            Good("faithfulness", "Share of the answer's claims that one passage supports."),
            Good("faithfulness_joint", "Share of the answer's claims that all passages together support."),
            Good("context_recall", "Share of the reference's claims that one passage supports."),
            Good("context_recall_joint", "Share of the reference's claims that all passages together support."),
            Good("context_precision", "Mean of the precision at the rank of each relevant passage; 0 when none is relevant. One relevant passage in first place gives 1, whatever follows."),
            Good("context_relevance", "Share of the passages that support a claim of the reference, whatever their rank."),
            Good("claim_precision", "Share of the answer's claims that the reference supports."),
            Good("claim_recall", "Share of the reference's claims that the answer states."),
            Good(string.Create(CultureInfo.InvariantCulture, $"claim_f{beta:R}"), "Weighted harmonic mean of claim_precision and claim_recall."),
            Bad("noise_relevant", "Share of the answer's claims that are wrong and supported by a relevant passage."),
            Bad("noise_irrelevant", "Share of the answer's claims that are wrong and supported by irrelevant passages only."),
            Bad("hallucination", "Share of the answer's claims that are wrong and supported by no passage."),
            Bad("self_knowledge", "Share of the answer's claims that are right and supported by no passage."),
            Good("context_utilisation", "Of the reference's claims that a passage supports, the share that the answer states."),
        ];
        Metric Good(string name, string meaning) => new(name, meaning) { Judge = judge.Name, JudgeFingerprint = judge.Fingerprint };
        Metric Bad(string name, string meaning) => new(name, meaning) { Judge = judge.Name, JudgeFingerprint = judge.Fingerprint, HigherIsBetter = false };
    }

    public static IReadOnlyList<Score> Of(ClaimMatrix matrix, double beta)
    {
        var answer = matrix.AnswerClaims;
        var reference = matrix.ReferenceClaims;
        var hasPassages = matrix.Passages is not null;
        bool?[] isSupported = [.. answer.Select(claim => Any(claim.ByPassage))];
        bool?[] isRight = [.. answer.Select(claim => Is(claim.ByReference))];
        bool?[] isStated = [.. (reference ?? []).Select(claim => Is(claim.ByAnswer))];
        bool?[] isFound = [.. (reference ?? []).Select(claim => Any(claim.ByPassage))];
        bool?[] isRelevant = reference is null ? [] : [.. Enumerable.Range(0, matrix.Passages?.Count ?? 0).Select(p => Any([.. reference.Select(claim => claim.ByPassage[p])]))];
        bool?[] byRelevant = [.. answer.Select(claim => Or(claim.ByPassage.Select((cell, p) => reference is null ? null : And(Is(cell), isRelevant[p]))))];

        var precision = OfReference(Share(isRight, s_noClaims));
        var recall = OfReference(Share(isStated, s_noReferenceClaims));
        return
        [
            OfPassages(Share(isSupported, s_noClaims)),
            OfPassages(Share([.. answer.Select(claim => Is(claim.ByPassages))], s_noClaims)),
            OfBoth(Share(isFound, s_noReferenceClaims)),
            OfBoth(Share([.. (reference ?? []).Select(claim => Is(claim.ByPassages))], s_noReferenceClaims)),
            OfBoth(reference is { Count: 0 } ? s_noReferenceClaims : Ranked(isRelevant)),
            OfBoth(reference is { Count: 0 } ? s_noReferenceClaims : Share(isRelevant, s_nothingRetrieved)),
            precision,
            recall,
            FMeasure(precision, recall, beta),
            OfBoth(Share([.. answer.Select((_, c) => And(Not(isRight[c]), byRelevant[c]))], s_noClaims)),
            OfBoth(Share([.. answer.Select((_, c) => And(Not(isRight[c]), And(isSupported[c], Not(byRelevant[c]))))], s_noClaims)),
            OfBoth(Share([.. answer.Select((_, c) => And(Not(isRight[c]), Not(isSupported[c])))], s_noClaims)),
            OfBoth(Share([.. answer.Select((_, c) => And(isRight[c], Not(isSupported[c])))], s_noClaims)),
            OfBoth(Utilisation(isFound, isStated)),
        ];

        Score OfPassages(Score score) => hasPassages ? score : s_noPassages;
        Score OfReference(Score score) => reference is null ? s_noReference : score;
        Score OfBoth(Score score) => OfReference(OfPassages(score));
    }

    private static Score Share(IReadOnlyList<bool?> claims, Score ofNone)
    {
        if (claims.Count == 0) return ofNone;
        var unknown = claims.Count(claim => claim is null);
        if (unknown > 0) return new Score.Failed(Missing(unknown, claims.Count));
        var held = claims.Count(claim => claim is true);
        return new Score.Value((double)held / claims.Count, Of(held, claims.Count));
    }

    private static Score Ranked(IReadOnlyList<bool?> isRelevant)
    {
        if (isRelevant.Count == 0) return s_nothingRetrieved;
        var unknown = isRelevant.Count(passage => passage is null);
        if (unknown > 0) return new Score.Failed(Missing(unknown, isRelevant.Count));
        var (hits, sum) = (0, 0.0);
        for (var k = 0; k < isRelevant.Count; k++)
            if (isRelevant[k] is true) sum += (double)++hits / (k + 1);
        return new Score.Value(hits == 0 ? 0 : sum / hits, Of(hits, isRelevant.Count));
    }

    private static Score Utilisation(bool?[] isFound, bool?[] isStated)
    {
        if (isFound.Length == 0) return s_noReferenceClaims;
        var unknown = isFound.Where((found, r) => found is null || (found is true && isStated[r] is null)).Count();
        if (unknown > 0) return new Score.Failed(Missing(unknown, isFound.Length));
        return Share([.. isStated.Where((_, r) => isFound[r] is true)], s_nothingToUse);
    }

    // (1 + β²) P R / (β² P + R): van Rijsbergen 1979, "Information Retrieval", chapter 7.
    private static Score FMeasure(Score precision, Score recall, double beta)
    {
        if (precision is Score.Failed) return precision;
        if (recall is Score.Failed) return recall;
        if (recall is not Score.Value r) return recall;
        if (precision is not Score.Value p) return precision;
        var square = beta * beta;
        var below = (square * p.Number) + r.Number;
        return new Score.Value(below == 0 ? 0 : (1 + square) * p.Number * r.Number / below);
    }

    private static bool? Is(Entailment? cell) => cell is Entailment.Judged judged ? judged.Supports : null;

    private static bool? Any(IReadOnlyList<Entailment> cells) => Or(cells.Select(Is));

    // Kleene's logic: what is unknown stays unknown only where it matters.
    private static bool? Or(IEnumerable<bool?> values)
    {
        bool? result = false;
        foreach (var value in values)
        {
            if (value is true) return true;
            if (value is null) result = null;
        }

        return result;
    }

    private static bool? And(bool? left, bool? right) => left is false || right is false ? false : left is null || right is null ? null : true;

    private static bool? Not(bool? value) => value is null ? null : !value;

    private static string Missing(int unknown, int all) => unknown == all ? "No verdict on any of the claims." : "No verdict on some of the claims.";

    private static string Of(int held, int all) => string.Create(CultureInfo.InvariantCulture, $"{held} of {all}");
}
