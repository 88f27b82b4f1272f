using System.Globalization;

namespace Groundwork.Models.Metering;

/// <summary>Books journals in the ledger: of this process as it goes on, and of processes that are gone to their end.</summary>
internal sealed class JournalIntake(string directory, string instance, SpendingJournal journal, IUsageStore store, Action<string> notices)
{
    private const int LinesPerBatch = 2048;

    private readonly HashSet<string> _refused = new(StringComparer.Ordinal);
    private JournalPosition? _booked;

    /// <summary>Books everything this process has written so far.</summary>
    public async ValueTask TakeOwnAsync(CancellationToken cancellationToken)
    {
        var end = journal.End;
        var at = _booked ?? await store.PositionAsync(instance, cancellationToken);

        // Whether a transaction that failed or was cancelled took place is known only to the store.
        _booked = null;
        while (at != end)
        {
            var isOlder = at.File < end.File;
            var path = JournalFiles.FileOf(directory, instance, at.File);
            var (lines, offset) = JournalFiles.Read(path, at.Offset, isOlder ? null : end.Offset, LinesPerBatch);
            var to = lines.Count == 0 && isOlder ? new JournalPosition(at.File + 1, 0) : at with { Offset = offset };
            if (to == at) throw new InvalidDataException($"The spending journal {path} was changed by someone else from byte {at.Offset.ToString(CultureInfo.InvariantCulture)} on.");
            if (!await store.BookAsync(new JournalBatch(instance, at, to, lines, IsLast: false), cancellationToken))
                throw new InvalidDataException($"Somebody else booked the spending journal of \"{instance}\", which is alive.");
            if (to.File > at.File) File.Delete(path);
            at = to;
        }

        _booked = at;
    }

    /// <summary>Ends the journal of this process in the ledger: nothing follows.</summary>
    public async ValueTask EndOwnAsync(CancellationToken cancellationToken)
    {
        await TakeOwnAsync(cancellationToken);
        await store.BookAsync(new JournalBatch(instance, _booked!.Value, _booked.Value, [], IsLast: true), cancellationToken);
    }

    /// <summary>Books the journals of processes that are gone. One that cannot be taken keeps nobody else from being taken.</summary>
    public async ValueTask TakeOthersAsync(CancellationToken cancellationToken)
    {
        foreach (var other in JournalFiles.Instances(directory))
        {
            if (!string.Equals(other, instance, StringComparison.Ordinal)) await TryAsync(other, () => TakeOverAsync(other, cancellationToken), cancellationToken);
        }

        // Whoever has no journal at all is gone too: a process makes its journal before it takes anything.
        foreach (var other in await store.InstancesAsync(cancellationToken))
        {
            if (!File.Exists(JournalFiles.LockOf(directory, other))) await TryAsync(other, () => EndWithoutJournalAsync(other, cancellationToken), cancellationToken);
        }
    }

    private async ValueTask TryAsync(string other, Func<ValueTask> take, CancellationToken cancellationToken)
    {
        try
        {
            await take();
            _refused.Remove(other);
        }
        catch (Exception problem) when (problem is not OutOfMemoryException && !cancellationToken.IsCancellationRequested)
        {
            if (_refused.Add(other)) notices($"The spending journal of \"{other}\" in {directory} could not be taken over ({problem.Message}). It is tried again; what that process held stays held until then.");
        }
    }

    private async ValueTask TakeOverAsync(string other, CancellationToken cancellationToken)
    {
        await using (var taken = JournalFiles.TakeLock(directory, other))
        {
            if (taken is null) return;
            await TakeAsync(other, JournalFiles.IsOfThisBoot(taken), cancellationToken);
            JournalFiles.Remove(directory, other);
        }

        File.Delete(JournalFiles.LockOf(directory, other));
    }

    private async ValueTask EndWithoutJournalAsync(string other, CancellationToken cancellationToken)
    {
        var at = await store.PositionAsync(other, cancellationToken);
        if (await store.BookAsync(new JournalBatch(other, at, at, [], IsLast: true) { MayLackLines = true }, cancellationToken))
            notices($"The spending journal of \"{other}\" is missing. What it had begun, and what it still held of budgets, is booked as in doubt.");
    }

    private async ValueTask TakeAsync(string other, bool isOfThisBoot, CancellationToken cancellationToken)
    {
        var last = JournalFiles.LastFile(directory, other);
        var at = await store.PositionAsync(other, cancellationToken);
        while (true)
        {
            var path = JournalFiles.FileOf(directory, other, at.File);
            var (lines, offset) = JournalFiles.Read(path, at.Offset, end: null, LinesPerBatch);
            if (lines.Count == 0 && new FileInfo(path) is { Exists: true } file && file.Length > offset)
            {
                var aside = JournalFiles.PutAside(path);
                notices($"The spending journal {path} cannot be read from byte {offset.ToString(CultureInfo.InvariantCulture)} on and is kept as {aside}. What \"{other}\" still held of budgets is booked as in doubt.");
            }

            var isLast = lines.Count == 0 && at.File >= last;
            var to = lines.Count == 0 && !isLast ? new JournalPosition(at.File + 1, 0) : at with { Offset = offset };
            var batch = new JournalBatch(other, at, to, lines, isLast) { MayLackLines = isLast && (!isOfThisBoot || JournalFiles.HasDamaged(directory, other)) };
            var booked = await store.BookAsync(batch, cancellationToken);
            if (!booked || isLast) return;
            at = to;
        }
    }
}
