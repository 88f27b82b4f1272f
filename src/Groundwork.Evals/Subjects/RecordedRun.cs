using System.Globalization;
using Groundwork.Evals.Datasets;

namespace Groundwork.Evals.Subjects;

/// <summary>A TREC run: query, <c>Q0</c>, document, rank, score and a name in each line. The rank is not looked at; the score decides, as in trec_eval.</summary>
internal sealed class RecordedRun(Dictionary<string, List<RankedItem>> rankings) : IRecording
{
    public static async ValueTask<RecordedRun> OpenAsync(string path, CancellationToken cancellationToken)
    {
        var rankings = new Dictionary<string, List<RankedItem>>(StringComparer.Ordinal);
        var seen = new Dictionary<(string Query, string Document), int>();
        var problems = new ImportProblems(path);
        await foreach (var (line, text) in TextLines.ReadAsync(path, TextLines.LongestRecord, cancellationToken))
        {
            if (string.IsNullOrWhiteSpace(text)) continue;
            var columns = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (columns.Length != 6)
                problems.Add(line, FormattableString.Invariant($"a TREC run has six columns, this line has {columns.Length}"));
            else if (!double.TryParse(columns[4], NumberStyles.Float, CultureInfo.InvariantCulture, out var score) || !double.IsFinite(score))
                problems.Add(line, $"\"{columns[4]}\" is no score");
            else if (!seen.TryAdd((columns[0], columns[2]), line))
                problems.Add(line, FormattableString.Invariant($"document \"{columns[2]}\" of query \"{columns[0]}\" stood in line {seen[(columns[0], columns[2])]} already"));
            else if (rankings.TryGetValue(columns[0], out var ranking))
                ranking.Add(new RankedItem(columns[2], score));
            else
                rankings.Add(columns[0], [new RankedItem(columns[2], score)]);
        }

        problems.ThrowIfAny();
        if (rankings.Count == 0) throw new DatasetRefusedException($"{path} is empty: it holds no observation.", []);
        return new RecordedRun(rankings);
    }

    // A run is one ranking, whichever repeat is asked for.
    public ValueTask<Observation?> FindAsync(string sample, int repeat, CancellationToken cancellationToken) => ValueTask.FromResult(
        rankings.TryGetValue(sample, out var ranking) ? new Observation(sample, repeat, ObservedOutcome.Answered, "") { Ranking = ranking } : null);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
