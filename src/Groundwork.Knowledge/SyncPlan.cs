using Groundwork.Knowledge.Ingestion;
using Groundwork.Knowledge.Syncing;
using Groundwork.Language;
using Groundwork.Sources;

namespace Groundwork.Knowledge;

/// <summary>What a synchronisation of one source does: its listing compared with what is known.</summary>
/// <param name="Entries">Everything but the unchanged, in the order of the listing; then what is gone, by path.</param>
/// <param name="Unchanged">How many things are as they were.</param>
/// <param name="Known">How many things of the source were read before.</param>
public sealed record SyncPlan(IReadOnlyList<SyncEntry> Entries, int Unchanged, int Known)
{
    /// <summary>How many entries there are of a kind.</summary>
    public int Count(SyncChange change) => change == SyncChange.Unchanged ? Unchanged : Entries.Count(entry => entry.Change == change);

    /// <summary>True when more of what was known is gone than a share of it.</summary>
    /// <param name="maxGonePercent">The share, 0..100.</param>
    public bool LosesMoreThan(int maxGonePercent) => Count(SyncChange.Gone) is > 0 and var gone && gone * 100L > (long)maxGonePercent * Known;

    /// <summary>Compares. Pure: the same for the same listing and catalog.</summary>
    /// <param name="listing">What the source lists, with hashes where they were needed.</param>
    /// <param name="catalog">What is known, by path.</param>
    /// <param name="covers">True for a path of this source.</param>
    /// <param name="reading">Fingerprint of the readers.</param>
    internal static SyncPlan Of(IReadOnlyList<SeenItem> listing, IReadOnlyDictionary<string, KnownFile> catalog, Func<string, bool> covers, string reading)
    {
        var listed = listing.Select(seen => seen.Item.Path).ToHashSet(StringComparer.Ordinal);
        var hidden = listing.Select(seen => seen.Item).OfType<SourceItem.Unavailable>().Where(item => item.HidesBelow).Select(item => item.Path).ToList();
        var known = catalog.Where(file => IsRead(file.Value) && (listed.Contains(file.Key) || covers(file.Key))).Select(file => file.Key).ToList();
        var gone = known.Where(path => !listed.Contains(path) && !hidden.Exists(above => path.StartsWith(above, StringComparison.Ordinal))).Order(StringComparer.Ordinal).ToList();
        var left = new Dictionary<ContentHash, Queue<string>>();
        foreach (var path in gone)
            if (catalog[path].Hash is { } hash)
            {
                if (!left.TryGetValue(hash, out var paths)) left.Add(hash, paths = []);
                paths.Enqueue(path);
            }

        var entries = new List<SyncEntry>();
        var moved = new HashSet<string>(StringComparer.Ordinal);
        var unchanged = 0;
        foreach (var seen in listing)
        {
            var entry = Of(seen, catalog.GetValueOrDefault(seen.Item.Path), reading);
            if (entry.Change == SyncChange.New && seen.Hash is { } hash && left.TryGetValue(hash, out var places) && places.TryDequeue(out var from))
            {
                moved.Add(from);
                entry = new SyncEntry(SyncChange.Moved, entry.Path, from);
            }

            if (entry.Change == SyncChange.Unchanged) unchanged++;
            else entries.Add(entry);
        }

        entries.AddRange(gone.Where(path => !moved.Contains(path)).Select(path => new SyncEntry(SyncChange.Gone, path)));
        return new SyncPlan(entries, unchanged, known.Count);
    }

    private static SyncEntry Of(SeenItem seen, KnownFile? known, string reading) => seen.Item switch
    {
        SourceItem.Unchanged item => new SyncEntry(SyncChange.Unchanged, item.Path),
        SourceItem.Skipped item => new SyncEntry(SyncChange.Skipped, item.Path, item.Reason),
        SourceItem.Unavailable item => new SyncEntry(SyncChange.Unavailable, item.Path, item.Problem.Message),
        _ when seen.Unreadable is { } reason => new SyncEntry(known is null || !IsRead(known) ? SyncChange.Skipped : SyncChange.Unavailable, seen.Item.Path, reason),
        SourceItem.Present item when known is null || !IsRead(known) => new SyncEntry(SyncChange.New, item.Path),
        SourceItem.Present item when IsSame(item, seen.Hash, known!, reading) => new SyncEntry(SyncChange.Unchanged, item.Path),
        SourceItem.Present item when seen.Hash is { } hash && known!.Hash == hash => new SyncEntry(SyncChange.Changed, item.Path, "The bytes are the same; it is read by newer rules, or could not be read before."),
        var item => new SyncEntry(SyncChange.Changed, item.Path),
    };

    private static bool IsSame(SourceItem.Present item, ContentHash? hash, KnownFile known, string reading)
    {
        if (known.Hash is not { } last || !known.IsRead(last, reading)) return false;
        return hash is { } now ? now == last : item.Version is { } version && string.Equals(version, known.Version, StringComparison.Ordinal);
    }

    private static bool IsRead(KnownFile known) => known.Hash is not null || known.Documents > 0;
}
