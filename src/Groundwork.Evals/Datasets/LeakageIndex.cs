namespace Groundwork.Evals.Datasets;

/// <summary>Questions and answers as hashes of runs of words, searched by document.</summary>
internal sealed class LeakageIndex
{
    private readonly List<Entry> _samples;
    private readonly ulong[] _hashes;
    private readonly int[] _owners;

    private LeakageIndex(List<Entry> samples, ulong[] hashes, int[] owners) => (_samples, _hashes, _owners) = (samples, hashes, owners);

    public static async ValueTask<LeakageIndex> MakeAsync(IAsyncEnumerable<Sample> samples, CancellationToken cancellationToken)
    {
        var entries = new List<Entry>();
        var (hashes, owners) = (new List<ulong>(), new List<int>());
        await foreach (var sample in samples.WithCancellation(cancellationToken))
        {
            var question = WordRuns.Of(TextWords.Of(sample.Input));
            if (question.Count == 0) continue;
            foreach (var run in question)
            {
                hashes.Add(run);
                owners.Add(entries.Count);
            }

            List<string> answers = [.. sample.Expected.Answers ?? [], .. sample.Expected.Reference is { } reference ? [reference] : Array.Empty<string>()];
            entries.Add(new Entry(sample.Id, question.Count, [.. answers.Select(answer => WordRuns.Of(TextWords.Of(answer)).ToArray()).Where(runs => runs.Length > 0)]));
        }

        var (sorted, places) = (hashes.ToArray(), owners.ToArray());
        Array.Sort(sorted, places);
        return new LeakageIndex(entries, sorted, places);
    }

    public IEnumerable<LeakageFinding> Find(string document, string text, LeakageOptions options)
    {
        var runs = WordRuns.AllOf(TextWords.Of(text));
        var found = new SortedDictionary<int, int>();
        foreach (var run in runs)
            for (var at = FirstOf(run); at < _hashes.Length && _hashes[at] == run; at++)
                found[_owners[at]] = found.GetValueOrDefault(_owners[at]) + 1;
        foreach (var (owner, count) in found)
        {
            var sample = _samples[owner];
            var question = (double)count / sample.Runs;
            if (question < options.Question) continue;
            double? answer = sample.Answers.Count == 0 ? null : sample.Answers.Max(answerRuns => (double)answerRuns.Count(runs.Contains) / answerRuns.Length);
            if (answer is null || answer >= options.Answer) yield return new LeakageFinding(sample.Id, document, question, answer);
        }
    }

    // Where the hash stands first, or would.
    private int FirstOf(ulong hash)
    {
        var (low, high) = (0, _hashes.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (_hashes[middle] < hash) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    private sealed record Entry(string Id, int Runs, IReadOnlyList<ulong[]> Answers);
}
