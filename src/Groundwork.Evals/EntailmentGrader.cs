using Groundwork.Evals.Claims;
using Groundwork.Language;

namespace Groundwork.Evals;

/// <summary>
/// Puts an entailment before people's labels: level 1 where the passages of an item support every statement of its answer, otherwise 0. Its fingerprint is that of the entailment, so the
/// certificate is found by what the entailment's metrics name.
/// </summary>
/// <param name="entailment">A judge, or the baseline.</param>
public sealed class EntailmentGrader(IEntailment entailment) : IGradingJudge
{
    private const string Criterion = "faithfulness";

    /// <inheritdoc />
    public string Name => entailment.Name;

    /// <inheritdoc />
    public string Fingerprint => entailment.Fingerprint;

    /// <inheritdoc />
    public Rubric Rubric { get; } = new(
        "entailment",
        "Support by passages",
        [
            new RubricCriterion(Criterion, "Do the passages support every statement of the answer?", [new RubricLevel(0, "They do not support one of them."), new RubricLevel(1, "They support each of them.")])
            {
                LooksAt = RubricInputs.Passages,
            },
        ])
    {
        Fingerprint = ContentHash.OfText("entailment-grader-1").Hex,
    };

    /// <inheritdoc />
    public JudgeKinship KinshipTo(string? model) => entailment.KinshipTo(model);

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<Grade>> GradeAsync(JudgedItem item, int repeat, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(item);
        if (SafeEntailment.WhyNot(entailment, item.Model) is { } itself) return [new Grade.Failed(itself)];
        if (item.Passages is null) return [new Grade.Failed("There are no passages.")];
        var statements = ClaimSplitter.Split(item.Answer).Select(span => span.Of(item.Answer)).ToList();
        var verdicts = await SafeEntailment.AskAsync(entailment, string.Join("\n\n", item.Passages), statements, cancellationToken);
        if (verdicts.OfType<Entailment.Judged>().FirstOrDefault(verdict => !verdict.Supports) is { } missing) return [new Grade.Given(0, missing.Why)];
        return [verdicts.OfType<Entailment.Failed>().FirstOrDefault() is { } failed ? new Grade.Failed(failed.Reason) : new Grade.Given(1, "Every statement is supported.")];
    }
}
