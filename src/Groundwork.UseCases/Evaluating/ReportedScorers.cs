using System.Runtime.CompilerServices;
using Groundwork.Evals;
using Groundwork.Storage;

namespace Groundwork.UseCases.Evaluating;

/// <summary>
/// The scorers of a run whose scores are reported: one for each name of a metric, the newest that has it. A run may be scored by several scorers that measure the same, like a rule and a judge;
/// two figures of one name in a report would leave open which is meant.
/// </summary>
/// <param name="Scorers">Those that are reported, each with the metrics that are taken of it, in the order they were first used.</param>
/// <param name="Notices">What was left out, for people.</param>
internal sealed record ReportedScorers(IReadOnlyList<StoredScorer> Scorers, IReadOnlyList<string> Notices)
{
    /// <summary>Chooses among the scorers of a run.</summary>
    /// <param name="stored">All of them, in the order they were first used.</param>
    public static ReportedScorers Of(IReadOnlyList<StoredScorer> stored)
    {
        var taken = new Dictionary<string, StoredScorer>(StringComparer.Ordinal);
        var (kept, notices) = (new List<StoredScorer>(), new List<string>());
        foreach (var scorer in stored.Reverse())
        {
            List<Metric> metrics = [.. scorer.Metrics.Where(metric => taken.TryAdd(metric.Name, scorer))];
            if (metrics.Count > 0) kept.Add(scorer with { Metrics = metrics });
            List<string> doubled = [.. scorer.Metrics.Select(m => m.Name).Except(metrics.Select(m => m.Name), StringComparer.Ordinal)];
            if (doubled.Count > 0)
                notices.Add($"{Called(scorer)} was used before {Called(taken[doubled[0]])}, which measures the same anew: its {string.Join(", ", doubled)} {(doubled.Count == 1 ? "is" : "are")} left out here. Rescore with --replace to forget it.");
        }

        kept.Reverse();
        notices.Reverse();
        return new ReportedScorers(kept, notices);
    }

    /// <summary>The samples of a run with the scores of some scorers.</summary>
    /// <param name="database">The database.</param>
    /// <param name="run">The run.</param>
    /// <param name="scorers">As chosen by <see cref="Of"/>.</param>
    /// <param name="cancellationToken">Stops between pages.</param>
    public static async IAsyncEnumerable<ScoredSample> ReadAsync(IDatabase database, EvalRun run, IReadOnlyList<StoredScorer> scorers, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var store = new RunStore(database);
        var stored = (await store.ScorersAsync(run, cancellationToken)).ToDictionary(s => s.Fingerprint, StringComparer.Ordinal);
        int[]?[] places = [.. scorers.Select(s => stored.TryGetValue(s.Fingerprint, out var whole) && whole.Metrics.Count != s.Metrics.Count ? PlacesOf(s, whole) : null)];
        await foreach (var sample in store.ReadAsync(run, [.. scorers.Select(s => s.Fingerprint)], cancellationToken))
            yield return Array.TrueForAll(places, p => p is null) ? sample : sample with { Scores = [.. sample.Scores.Select((scored, i) => Chosen(scored, places[i]))] };
    }

    private static int[] PlacesOf(StoredScorer chosen, StoredScorer whole)
    {
        List<string> names = [.. whole.Metrics.Select(m => m.Name)];
        return [.. chosen.Metrics.Select(m => names.IndexOf(m.Name))];
    }

    private static IReadOnlyList<ScoredObservation?> Chosen(IReadOnlyList<ScoredObservation?> scored, int[]? places) =>
        places is null ? scored : [.. scored.Select(one => one is null ? null : one with { Scores = [.. places.Select(at => one.Scores[at])] })];

    private static string Called(StoredScorer scorer) =>
        scorer.Metrics.FirstOrDefault(m => m.Judge is not null)?.Judge is { } judge ? $"The scorer {scorer.Name} ({judge})" : $"The scorer {scorer.Name}";
}
