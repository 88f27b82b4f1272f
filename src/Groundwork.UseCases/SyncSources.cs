using System.Runtime.CompilerServices;
using Groundwork.Knowledge;
using Groundwork.Sources;
using Groundwork.UseCases.Wiring;

namespace Groundwork.UseCases;

/// <summary>A collection is brought level with its registered sources, or it is told what that would change.</summary>
/// <param name="workspace">The data directory.</param>
/// <remarks>A source that cannot be listed, or of which too much is gone, is told and left as it is; the others go on.</remarks>
public sealed class SyncSources(Workspace workspace)
{
    /// <summary>Tells what would change. Writes nothing.</summary>
    public async Task<SyncReply> CompareAsync(SyncRequest request, CancellationToken cancellationToken)
    {
        var started = workspace.Time.GetTimestamp();
        var survey = await SourcesSurvey.ListAsync(workspace, request, cancellationToken);
        var replies = new List<SourceSyncReply>();
        foreach (var source in survey.Sources)
            replies.Add(source.Listing is null ? SyncText.Failed(source) : SyncText.Compared(source, await survey.Survey.InspectAsync(source.Listing, cancellationToken), request));
        return new SyncReply(survey.Collection.Value, DryRun: true, replies, null, workspace.ElapsedMs(started));
    }

    /// <summary>Brings the collection level.</summary>
    /// <param name="request">Which sources.</param>
    /// <param name="tell">Called once, before the last update, with what came of each source.</param>
    /// <param name="cancellationToken">Leaves as a cancellation; what was stored so far stays.</param>
    /// <returns>News; the last is an <see cref="IngestUpdate.Done"/>.</returns>
    public async IAsyncEnumerable<IngestUpdate> RunAsync(SyncRequest request, Action<SyncReply> tell, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tell);
        var started = workspace.Time.GetTimestamp();
        var survey = await SourcesSurvey.ListAsync(workspace, request, cancellationToken);
        var plans = survey.Sources.Select(source => source.Listing is null ? null : survey.Survey.Compare(source.Listing)).ToList();
        var replies = survey.Sources.Zip(plans, (source, plan) => plan is null ? SyncText.Failed(source) : SyncText.Synced(source, plan, request)).ToList();
        ISource[] level = [.. survey.Sources.Zip(replies).Where(pair => pair.Second.Problem is null).Select(pair => pair.First.Listing!)];

        IngestUpdate.Done? done = null;
        var ingestion = new IngestRequest([], survey.Collection.Value, RetryFailed: request.RetryFailed);
        await foreach (var update in new IngestFolder(workspace).RunAsync(ingestion, level, cancellationToken))
        {
            if (update is IngestUpdate.Done last) done = last;
            else yield return update;
        }

        foreach (var reply in replies.Where(reply => reply.Name is not SourceNames.Push))
            await workspace.SourcesOf(survey.Collection).NoteAsync(
                reply.Name, new SourceOutcome(workspace.Time.GetUtcNow(), reply.State, reply.Listed, reply.Skipped, reply.Unavailable, reply.Gone, reply.Problem?.Message), CancellationToken.None);
        tell(new SyncReply(survey.Collection.Value, DryRun: false, replies, done!.Reply, workspace.ElapsedMs(started)));
        yield return done;
    }
}
