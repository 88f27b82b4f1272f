using Groundwork.Knowledge;
using Groundwork.UseCases.Monitoring;

namespace Groundwork.UseCases.Experimenting;

/// <summary>What was observed in an experiment: the first value of each conversation or single question, since those of one person hang together.</summary>
internal sealed class ArmObservations(ProductionAnswers answers)
{
    /// <summary>The values of both arms, in the order they came.</summary>
    public async ValueTask<(IReadOnlyList<double> A, IReadOnlyList<double> B)> OfAsync(Experiment experiment, CancellationToken cancellationToken)
    {
        var collection = CollectionName.Parse(experiment.Collection);
        return string.Equals(experiment.Metric, "feedback", StringComparison.Ordinal)
            ? await VerdictsAsync(experiment, collection, cancellationToken)
            : await AnswersAsync(experiment, collection, cancellationToken);
    }

    private async ValueTask<(IReadOnlyList<double> A, IReadOnlyList<double> B)> VerdictsAsync(Experiment experiment, CollectionName collection, CancellationToken cancellationToken)
    {
        var verdicts = (await answers.VerdictsSinceAsync(collection, experiment.Started, cancellationToken)).Where(v => IsIn(experiment, v.Signals)).ToArray();
        return ([.. verdicts.Where(v => !IsB(v.Signals)).Select(v => v.IsGood ? 1.0 : 0.0)], [.. verdicts.Where(v => IsB(v.Signals)).Select(v => v.IsGood ? 1.0 : 0.0)]);
    }

    private async ValueTask<(IReadOnlyList<double> A, IReadOnlyList<double> B)> AnswersAsync(Experiment experiment, CollectionName collection, CancellationToken cancellationToken)
    {
        var first = new Dictionary<string, (DateTimeOffset At, bool IsB, double Value)>(StringComparer.Ordinal);
        var byAbstention = string.Equals(experiment.Metric, "abstained", StringComparison.Ordinal);
        await foreach (var answer in answers.SinceAsync(collection, experiment.Started, cancellationToken))
        {
            if (!IsIn(experiment, answer.Signals)) continue;
            var value = byAbstention ? (answer.Reply.Abstained is null ? 0.0 : 1.0) : answer.Reply.Confidence;
            if (value is { } known) first.TryAdd(answer.Key, (answer.At, IsB(answer.Signals), Math.Clamp(known, 0, 1)));
        }

        var ordered = first.OrderBy(f => f.Value.At).ThenBy(f => f.Key, StringComparer.Ordinal).Select(f => f.Value).ToArray();
        return ([.. ordered.Where(o => !o.IsB).Select(o => o.Value)], [.. ordered.Where(o => o.IsB).Select(o => o.Value)]);
    }

    private static bool IsIn(Experiment experiment, AnswerSignals? signals) => string.Equals(signals?.Experiment, experiment.Name, StringComparison.Ordinal);

    private static bool IsB(AnswerSignals? signals) => string.Equals(signals?.Arm, "b", StringComparison.Ordinal);
}
