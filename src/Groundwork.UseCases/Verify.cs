using Groundwork.Knowledge;

namespace Groundwork.UseCases;

/// <summary>Re-checks every stored invariant: pages, hashes, slices, and that index and database hold the same chunks.</summary>
/// <param name="workspace">The data directory.</param>
public sealed class Verify(Workspace workspace)
{
    /// <summary>Checks everything. What is broken is part of the reply.</summary>
    public async Task<VerifyReply> RunAsync(CancellationToken cancellationToken)
    {
        var started = workspace.Time.GetTimestamp();
        List<BrokenInvariant> problems = [.. (await workspace.VerifyDatabaseAsync(cancellationToken)).Select(p => new BrokenInvariant(null, p))];
        var (collections, documents, chunks) = (0, 0L, 0L);
        foreach (var summary in await workspace.Knowledge.Collections.ListAsync(cancellationToken))
        {
            var check = await new CollectionCheck(workspace.Knowledge, summary.Collection.Name).RunAsync(cancellationToken);
            problems.AddRange(check.Problems.Select(p => new BrokenInvariant(summary.Collection.Name.Value, p)));
            collections++;
            documents += check.Documents;
            chunks += check.Chunks;
        }

        return new VerifyReply(problems.Count == 0, collections, documents, chunks, problems, workspace.ElapsedMs(started));
    }
}
