using System.Runtime.CompilerServices;

namespace Groundwork.Evals.Datasets;

/// <summary>Checks samples on their way out of a file: valid, none twice, not empty; and gathers what is worth knowing.</summary>
internal sealed class ImportPass(DatasetFormat format, ImportContext context, Func<CancellationToken, IAsyncEnumerable<(string Place, Sample Sample)>> read)
{
    public ImportReport? Report { get; private set; }

    public async IAsyncEnumerable<Sample> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var places = new Dictionary<string, string>(StringComparer.Ordinal);
        var alike = new NearDuplicates(context.Options.NearDuplicate);
        var unjudged = 0;
        await foreach (var (place, raw) in read(cancellationToken).WithCancellation(cancellationToken))
        {
            var sample = Judge(raw);
            if (SampleRules.ProblemOf(sample) is { } problem)
            {
                context.Problems.Add(place, problem);
                continue;
            }

            if (!places.TryAdd(sample.Id, place))
            {
                context.Problems.Add(place, $"the id \"{sample.Id}\" stands in {places[sample.Id]} already");
                continue;
            }

            if (sample.Expected.Relevant is null) unjudged++;
            alike.Add(sample.Id, sample.Input);
            yield return sample;
        }

        context.Problems.ThrowIfAny();
        if (places.Count == 0) throw new DatasetRefusedException($"{context.Path} is empty: it holds no sample.", []);
        NoticeUnknownQueries(places);
        Report = new ImportReport(format, places.Count)
        {
            NearDuplicates = alike.Pairs,
            NearDuplicateCount = alike.Count,
            Unjudged = unjudged < places.Count ? unjudged : 0,
            Notices = context.Notices,
        };
    }

    private Sample Judge(Sample sample)
    {
        if (context.Judged is not { } judged) return sample;
        var relevant = judged.Of(sample.Id) ?? sample.Expected.Relevant;
        return sample with { Expected = sample.Expected with { Relevant = relevant }, Split = sample.Split ?? judged.SplitOf(sample.Id) };
    }

    private void NoticeUnknownQueries(Dictionary<string, string> places)
    {
        if (context.Judged is not { } judged) return;
        var unknown = judged.Queries.Where(query => !places.ContainsKey(query)).Order(StringComparer.Ordinal).ToList();
        if (unknown.Count > 0)
            context.Notice(FormattableString.Invariant($"{unknown.Count} judged queries are not among the samples, so their judgements were left out, like {string.Join(", ", unknown.Take(5))}"));
    }
}
