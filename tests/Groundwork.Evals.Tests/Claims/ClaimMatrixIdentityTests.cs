using FsCheck;
using FsCheck.Fluent;
using Groundwork.Language;

namespace Groundwork.Evals.Tests.Claims;

public sealed class ClaimMatrixIdentityTests
{
    private readonly ClaimMatrixScorer _scorer = new(new ContainsEntailment());

    [Fact]
    public void What_is_wrong_is_noise_or_hallucination_and_nothing_else() =>
        Prop.ForAll(Matrices(failures: false), matrix =>
        {
            var scores = ScoresOf(matrix);
            var wrong = 1 - Value(scores, "claim_precision");
            return Math.Abs(wrong - (Value(scores, "noise_relevant") + Value(scores, "noise_irrelevant") + Value(scores, "hallucination"))) < 1e-9;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_no_passage_supports_is_hallucination_or_self_knowledge() =>
        Prop.ForAll(Matrices(failures: false), matrix =>
        {
            var scores = ScoresOf(matrix);
            return Math.Abs(1 - Value(scores, "faithfulness") - Value(scores, "hallucination") - Value(scores, "self_knowledge")) < 1e-9;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_value_lies_within_its_metric_and_a_missing_verdict_never_becomes_a_number_it_could_change() =>
        Prop.ForAll(Matrices(failures: true), matrix =>
        {
            var scores = ScoresOf(matrix);
            var asYes = ScoresOf(Filled(matrix, supports: true));
            var asNo = ScoresOf(Filled(matrix, supports: false));
            return scores.All(entry => entry.Value is not Score.Value value
                || (value.Number is >= 0 and <= 1 && (asYes[entry.Key] is not Score.Value yes || Math.Abs(yes.Number - value.Number) < 1e-9) && (asNo[entry.Key] is not Score.Value no || Math.Abs(no.Number - value.Number) < 1e-9)));
        }).QuickCheckThrowOnFailure();

    private Dictionary<string, Score> ScoresOf(ClaimMatrix matrix) =>
        _scorer.Metrics.Zip(_scorer.ScoresOf(matrix)).ToDictionary(pair => pair.First.Name, pair => pair.Second, StringComparer.Ordinal);

    private static double Value(Dictionary<string, Score> scores, string metric) => ((Score.Value)scores[metric]).Number;

    private static Arbitrary<ClaimMatrix> Matrices(bool failures)
    {
        Gen<Entailment> cell = failures
            ? Gen.Elements<Entailment>(new Entailment.Judged(true, 1, ""), new Entailment.Judged(false, 0, ""), new Entailment.Failed("?"))
            : Gen.Elements<Entailment>(new Entailment.Judged(true, 1, ""), new Entailment.Judged(false, 0, ""));
        var matrices =
            from passages in Gen.Choose(1, 4)
            from answers in Gen.Choose(1, 5)
            from references in Gen.Choose(1, 4)
            from cells in Gen.ArrayOf(cell, (answers * (passages + 2)) + (references * (passages + 2)))
            select Matrix(passages, answers, references, cells);
        return matrices.ToArbitrary();
    }

    private static ClaimMatrix Matrix(int passages, int answers, int references, Entailment[] cells)
    {
        var next = 0;
        return new ClaimMatrix(
            "random",
            "random",
            [.. Enumerable.Range(0, answers).Select(c => new AnswerClaim(new TextSpan(c, 1), "c", Row(), cells[next++], cells[next++]))],
            [.. Enumerable.Range(0, references).Select(_ => new ReferenceClaim("r", Row(), cells[next++], cells[next++]))],
            [.. Enumerable.Range(0, passages).Select(p => new MatrixPassage($"p{p}", $"d{p}", false))]);
        IReadOnlyList<Entailment> Row() => [.. Enumerable.Range(0, passages).Select(_ => cells[next++])];
    }

    private static ClaimMatrix Filled(ClaimMatrix matrix, bool supports)
    {
        return matrix with
        {
            AnswerClaims = [.. matrix.AnswerClaims.Select(claim => claim with { ByPassage = [.. claim.ByPassage.Select(Fill)], ByPassages = Fill(claim.ByPassages!), ByReference = Fill(claim.ByReference!) })],
            ReferenceClaims = [.. matrix.ReferenceClaims!.Select(claim => claim with { ByPassage = [.. claim.ByPassage.Select(Fill)], ByPassages = Fill(claim.ByPassages!), ByAnswer = Fill(claim.ByAnswer) })],
        };
        Entailment Fill(Entailment cell) => cell is Entailment.Failed ? new Entailment.Judged(supports, supports ? 1 : 0, "") : cell;
    }
}
