using System.Globalization;

namespace Groundwork.Evals.Claims;

/// <summary>Asks an entailment that may break: always one verdict for each statement, finite and within its range.</summary>
internal static class SafeEntailment
{
    /// <summary>Why the entailment may not look at answers of the model; null when it may.</summary>
    public static string? WhyNot(IEntailment entailment, string? model) => !entailment.MayJudgeItself && entailment.KinshipTo(model) == JudgeKinship.SameModel
        ? $"{entailment.Name} is the model that answered ({model}). Name another judge, or allow it to judge itself."
        : null;

    public static async ValueTask<IReadOnlyList<Entailment>> AskAsync(IEntailment entailment, string premise, IReadOnlyList<string> statements, CancellationToken cancellationToken)
    {
        if (statements.Count == 0) return [];
        IReadOnlyList<Entailment> verdicts;
        try
        {
            verdicts = await entailment.JudgeAsync(premise, statements, cancellationToken);
        }
        catch (Exception problem) when (problem is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            return Failed(statements.Count, $"{entailment.Name} gave an error: {problem.GetType().Name}.");
        }

        if (verdicts is null || verdicts.Count != statements.Count)
            return Failed(statements.Count, string.Create(CultureInfo.InvariantCulture, $"{entailment.Name} gave {verdicts?.Count ?? 0} verdicts on {statements.Count} statements."));
        return [.. verdicts.Select(verdict => verdict is Entailment.Judged judged && (!double.IsFinite(judged.Strength) || judged.Strength is < 0 or > 1)
            ? new Entailment.Failed($"{entailment.Name} gave a strength outside 0..1.")
            : verdict ?? new Entailment.Failed($"{entailment.Name} gave nothing."))];
    }

    private static Entailment[] Failed(int count, string reason)
    {
        var failed = new Entailment[count];
        Array.Fill(failed, new Entailment.Failed(reason));
        return failed;
    }
}
