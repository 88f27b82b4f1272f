using System.Globalization;

namespace Groundwork.Models.Metering;

/// <summary>Books journals in the ledger: of this process as it goes on, and of processes that are gone to their end.</summary>
internal sealed class JournalIntake(string directory, string instance, SpendingJournal journal, IUsageStore store, Action<string>? notices)
{
    private const int LinesPerBatch = 2048;

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

    /// <summary>Books the journals of processes that are gone.</summary>
    public async ValueTask TakeOthersAsync(CancellationToken cancellationToken)
    {
        foreach (var other in JournalFiles.Instances(directory))
        {
            if (string.Equals(other, instance, StringComparison.Ordinal)) continue;
            await using (var taken = JournalFiles.TakeLock(directory, other))
            {
                if (taken is null) continue;
                await TakeAsync(other, cancellationToken);
                JournalFiles.Remove(directory, other);
            }

            File.Delete(JournalFiles.LockOf(directory, other));
        }

        // Whoever has no journal at all is gone too: a process makes its journal before it takes anything.
        foreach (var other in await store.InstancesAsync(cancellationToken))
        {
            if (File.Exists(JournalFiles.LockOf(directory, other))) continue;
            var at = await store.PositionAsync(other, cancellationToken);
            if (await store.BookAsync(new JournalBatch(other, at, at, [], IsLast: true), cancellationToken))
                notices?.Invoke($"The spending journal of \"{other}\" is missing. What it had begun is booked as in doubt.");
        }
    }

    private async ValueTask TakeAsync(string other, CancellationToken cancellationToken)
    {
        var last = JournalFiles.LastFile(directory, other);
        var at = await store.PositionAsync(other, cancellationToken);
        while (true)
        {
            var path = JournalFiles.FileOf(directory, other, at.File);
            var (lines, offset) = JournalFiles.Read(path, at.Offset, end: null, LinesPerBatch);
            var isLast = lines.Count == 0 && at.File >= last;
            if (lines.Count == 0 && !isLast && new FileInfo(path) is { Exists: true } file && file.Length > offset)
                notices?.Invoke($"The spending journal {path} is damaged from byte {offset.ToString(CultureInfo.InvariantCulture)} on. What it said there is booked as in doubt where it was begun before.");
            var to = lines.Count == 0 && !isLast ? new JournalPosition(at.File + 1, 0) : at with { Offset = offset };
            var booked = await store.BookAsync(new JournalBatch(other, at, to, lines, isLast), cancellationToken);
            if (!booked || isLast) return;
            at = to;
        }
    }
}
