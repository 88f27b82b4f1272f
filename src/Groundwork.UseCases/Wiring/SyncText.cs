using Groundwork.Knowledge;

namespace Groundwork.UseCases.Wiring;

/// <summary>What came of a source, as it is told.</summary>
internal static class SyncText
{
    private const int MaxEntries = 1000;

    /// <summary>A source that cannot be listed.</summary>
    public static SourceSyncReply Failed(SurveyedSource source) =>
        new(source.Name, source.Kind, source.Place, "failed", 0, null, null, null, null, 0, 0, 0, [], ErrorCatalog.ReplyFor(source.Problem!).Error);

    /// <summary>A source that was compared exactly.</summary>
    public static SourceSyncReply Compared(SurveyedSource source, SyncPlan plan, SyncRequest request)
    {
        var (fresh, changed, moved) = (plan.Count(SyncChange.New), plan.Count(SyncChange.Changed), plan.Count(SyncChange.Moved));
        return Told(source, plan, "compared", request, fresh + changed + moved + plan.Unchanged) with
        {
            New = fresh, Changed = changed, Moved = moved, Unchanged = plan.Unchanged, Entries = Entries(plan.Entries),
        };
    }

    /// <summary>A source whose listing is ingested, or that is held because too much is gone.</summary>
    public static SourceSyncReply Synced(SurveyedSource source, SyncPlan plan, SyncRequest request) =>
        Told(source, plan, "synced", request, plan.Count(SyncChange.New) + plan.Count(SyncChange.Changed) + plan.Unchanged) with
        {
            Entries = Entries(plan.Entries.Where(entry => entry.Change is SyncChange.Gone or SyncChange.Skipped or SyncChange.Unavailable)),
        };

    private static SourceSyncReply Told(SurveyedSource source, SyncPlan plan, string state, SyncRequest request, int listed)
    {
        var gone = plan.Count(SyncChange.Gone);
        var isHeld = !request.AllowGone && plan.LosesMoreThan(request.MaxGonePercent);
        var problem = isHeld
            ? ErrorCatalog.ReplyFor(new SourceHeldException(FormattableString.Invariant(
                $"{gone} of {plan.Known} things of the source \"{source.Name}\" are gone, more than {request.MaxGonePercent} %. Nothing of it was changed. If that is right: groundwork sync {source.Name} --collection {request.Collection} --allow-gone"))).Error
            : null;
        return new SourceSyncReply(
            source.Name, source.Kind, source.Place, isHeld ? "held" : state, listed, null, null, null, null, gone, plan.Count(SyncChange.Skipped), plan.Count(SyncChange.Unavailable), [], problem);
    }

    private static IReadOnlyList<SyncEntryReply> Entries(IEnumerable<SyncEntry> entries) => [.. entries.Take(MaxEntries).Select(entry => new SyncEntryReply(WordFor(entry.Change), entry.Path, entry.Why))];

    private static string WordFor(SyncChange change) => change switch
    {
        SyncChange.New => "new",
        SyncChange.Changed => "changed",
        SyncChange.Moved => "moved",
        SyncChange.Gone => "gone",
        SyncChange.Skipped => "skipped",
        SyncChange.Unavailable => "unavailable",
        _ => "unchanged",
    };
}
