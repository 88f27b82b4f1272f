using Groundwork.Storage;

namespace Groundwork.Knowledge.Ingestion;

/// <summary>What earlier ingestions left in the queue.</summary>
/// <param name="Names">Names of the files that wait, by path.</param>
/// <param name="GivenUp">Paths that were given up and have no reason on record yet.</param>
internal sealed record LeftJobs(IReadOnlyDictionary<string, string> Names, IReadOnlySet<string> GivenUp)
{
    private const int PageJobs = 1000;

    /// <summary>Paths of the files that wait.</summary>
    public IEnumerable<string> Waiting => Names.Keys;

    public static async ValueTask<LeftJobs> LoadAsync(JobQueue jobs, Dictionary<string, KnownFile> catalog, CancellationToken cancellationToken)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var givenUp = new HashSet<string>(StringComparer.Ordinal);
        for (string? after = null; ;)
        {
            var page = await jobs.ListAsync(null, after, PageJobs, cancellationToken);
            foreach (var job in page)
            {
                if (job.State != QueuedJobState.Poisoned) names.Add(job.Key, job.Payload);
                else if (!(catalog.TryGetValue(job.Key, out var known) && known.Problems.Count > 0)) givenUp.Add(job.Key);
            }

            if (page.Count < PageJobs) return new LeftJobs(names, givenUp);
            after = page[^1].Key;
        }
    }
}
