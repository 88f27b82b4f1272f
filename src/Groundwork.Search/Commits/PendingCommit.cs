using Groundwork.Search.Bytes;
using Groundwork.Search.Log;
using Groundwork.Search.Segments;
using Groundwork.Search.Writing;

namespace Groundwork.Search.Commits;

/// <summary>Makes a commit of pending changes: a record of the log, or a commit file when they are many. Whoever calls holds the gate of the head.</summary>
internal sealed class PendingCommit(CommitHead head)
{
    /// <summary>A commit of more than this part of a full log becomes a segment file at once.</summary>
    private const int LargeShare = 2;

    /// <summary>Entries of small commits that nobody has read yet: the next snapshot will have to.</summary>
    public int Unread { get; private set; }

    /// <summary>Makes the commit, unless nothing has changed.</summary>
    /// <returns>True when it is one of files, so that there may be something to merge.</returns>
    public bool Make(PendingChanges changes, CancellationToken cancellationToken)
    {
        changes.Settle();
        var (entries, bytes) = changes.Held;
        bytes += changes.Deleted.Sum(key => (long)key.Length);
        var isLarge = changes.DeletesAll || changes.Spilled.Count > 0 || entries > head.Options.LogEntries / LargeShare || bytes > head.Options.LogBytes / LargeShare;
        if (isLarge) Checkpoint(changes, cancellationToken);
        else if (!changes.IsEmpty) Append(changes, cancellationToken);
        return isLarge;
    }

    /// <summary>What was unread is read.</summary>
    public void ForgetUnread() => Unread = 0;

    /// <summary>Commits by one record of the log.</summary>
    private void Append(PendingChanges changes, CancellationToken cancellationToken)
    {
        var deleted = Existing(changes.Deleted);
        var body = new ByteBuffer(1 << 11);
        CommitRecord.EncodeDeleted(body, deleted);
        var (kind, entries) = EncodeEntries(body, changes.Buffers, cancellationToken);
        if (entries == 0 && deleted.Count == 0) return;
        cancellationToken.ThrowIfCancellationRequested();
        if (!head.Log.IsOpen) BeginLog();
        head.Log.Append(kind, head.Number + 1, body.Written, entries);
        head.Number++;
        Unread += kind == LogRecordKind.Entries ? entries : 1;
    }

    private (LogRecordKind Kind, int Entries) EncodeEntries(ByteBuffer body, IReadOnlyList<EntryBuffer> buffers, CancellationToken cancellationToken)
    {
        if (buffers is [{ EntryCount: > 0 and <= EntryRecord.MostEntries, Dead: null } few])
        {
            EntryRecord.Encode(body, few, head.Fields.Count);
            return (LogRecordKind.Entries, few.EntryCount);
        }

        using var image = new MemoryStream();
        var record = SegmentAssembler.Write(image, buffers, head.Fields, head.Schema.Dimensions, cancellationToken);
        CommitRecord.EncodeImage(body, record, image.GetBuffer().AsSpan(0, (int)image.Length));
        return (LogRecordKind.Image, record?.Entries ?? 0);
    }

    private List<byte[]> Existing(IReadOnlyCollection<string> keys)
    {
        var existing = new List<byte[]>();
        if (keys.Count == 0) return existing;
        var state = head.Follower.Pin();
        try
        {
            foreach (var key in keys)
            {
                var bytes = Utf8.GetBytes(key);
                foreach (var view in state.Segments)
                {
                    if (view.Reader.EntryOf(bytes) is not { } entry || (view.Dead is not null && view.Dead[entry])) continue;
                    existing.Add(bytes);
                    break;
                }
            }
        }
        finally
        {
            state.Release();
        }

        return existing;
    }

    /// <summary>The first log after a commit file: it stands on the disk before the commit file names it, and is named before it holds anything.</summary>
    private void BeginLog()
    {
        var number = head.Numbers.Reserve();
        LogFile.Create(head.Directory, number);
        var state = head.Follower.Pin();
        try
        {
            head.Publish(state.Commit with { Log = number });
        }
        finally
        {
            state.Release();
        }

        head.Log.Begin(number);
        head.Numbers.Settle(number);
    }

    /// <summary>Commits by a commit file: what is pending and what the log holds become segment files, and the log ends.</summary>
    private void Checkpoint(PendingChanges changes, CancellationToken cancellationToken)
    {
        var state = head.Follower.Pin();
        try
        {
            var files = changes.DeletesAll ? [] : state.Files.Select(f => new DeadMarks(f.Reader, f.Dead)).ToList();
            var parts = changes.DeletesAll ? [] : state.Parts.Select(p => new DeadMarks(p.Reader, p.Dead)).ToList();
            var hasChanged = changes.DeletesAll && (state.Segments.Count > 0 || state.LogEntries > 0);
            if (!changes.DeletesAll)
            {
                changes.VisitKeys(key =>
                {
                    foreach (var part in parts) hasChanged |= part.Kill(key);
                    foreach (var file in files) hasChanged |= file.Kill(key);
                });
            }

            if (hasChanged || changes.HasEntries)
            {
                var written = head.WriteSegment([.. parts.Select(p => new LiveSegment(p.Reader, p.Dead)), .. changes.Buffers], graphThreads: 0, cancellationToken);
                var reserved = new List<long>();
                var segments = head.SaveDeletions(state, [.. files, .. changes.Spilled], reserved);
                if (written is not null) segments.Add(written);
                head.PublishWithoutLog(head.Number + 1, segments);
                foreach (var number in reserved) head.Numbers.Settle(number);
            }

            changes.Release(head.Numbers);

            // Looking up many keys has touched all keys of all segments: a few megabytes of each that need not stay.
            foreach (var file in state.Files) file.Reader.LetGo();
        }
        finally
        {
            state.Release();
        }
    }
}
