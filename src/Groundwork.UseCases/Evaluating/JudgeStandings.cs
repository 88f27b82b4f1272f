using Groundwork.Evals;
using Groundwork.Storage;

namespace Groundwork.UseCases.Evaluating;

/// <summary>What is known about the judges behind scores.</summary>
internal static class JudgeStandings
{
    /// <summary>One for each judge that a metric names.</summary>
    public static ValueTask<IReadOnlyList<JudgeStanding>> OfAsync(IDatabase database, IReadOnlyList<StoredScorer> scorers, CancellationToken cancellationToken)
    {
        IReadOnlyList<JudgeStanding> standings =
        [
            .. scorers.SelectMany(s => s.Metrics.Where(m => m.Judge is not null).Select(m => (Judge: m.Judge!, s.Fingerprint))).DistinctBy(j => j.Judge, StringComparer.Ordinal)
                .Select(j => new JudgeStanding(j.Judge, j.Fingerprint)),
        ];
        return ValueTask.FromResult(standings);
    }
}
