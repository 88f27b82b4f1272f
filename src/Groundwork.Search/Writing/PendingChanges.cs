using Groundwork.Search.Bytes;
using Groundwork.Search.Commits;
using Groundwork.Search.Log;
using Groundwork.Search.Segments;

namespace Groundwork.Search.Writing;

/// <summary>What was asked of a writer since its last commit.</summary>
internal sealed class PendingChanges(IndexSchema schema, AnalyzerSet analyzers, SegmentCache cache)
{
    private readonly List<DeadMarks> _spilled = [];
    private HashSet<string> _sinceSpill = new(StringComparer.Ordinal);
    private readonly HashSet<string> _deleted = new(StringComparer.Ordinal);
    private List<EntryBuffer> _buffers = [new EntryBuffer(schema, analyzers)];

    /// <summary>True when every earlier entry goes.</summary>
    public bool DeletesAll { get; private set; }

    /// <summary>True when nothing was asked.</summary>
    public bool IsEmpty => !DeletesAll && _deleted.Count == 0 && _spilled.Count == 0 && _buffers.TrueForAll(b => b.EntryCount == 0);

    /// <summary>Entries and bytes that are still in memory.</summary>
    public (int Entries, long Bytes) Held
    {
        get
        {
            var (entries, bytes) = (0, 0L);
            foreach (var buffer in _buffers) (entries, bytes) = (entries + buffer.EntryCount, bytes + buffer.Bytes);
            return (entries, bytes);
        }
    }

    /// <summary>Whether any entry that was added is still there.</summary>
    public bool HasEntries => _spilled.Exists(s => s.LiveCount > 0) || _buffers.Exists(b => b.EntryCount > (b.Dead?.Count() ?? 0));

    /// <summary>What is being written to a segment file, or null.</summary>
    public Spill? Spilling { get; private set; }

    /// <summary>Segment files that were written already, with what later changes replaced in them.</summary>
    public IReadOnlyList<DeadMarks> Spilled => _spilled;

    /// <summary>The entries in memory.</summary>
    public IReadOnlyList<EntryBuffer> Buffers => _buffers;

    /// <summary>Keys that were deleted; some may have been added again since.</summary>
    public IReadOnlyCollection<string> Deleted => _deleted;

    public void Upsert(IndexEntry entry)
    {
        _buffers[^1].Add(entry);
        Touch(entry.Key);
    }

    public void Delete(EntryKey key)
    {
        foreach (var buffer in _buffers) buffer.Remove(key);
        _deleted.Add(key.Value);
        Touch(key);
    }

    /// <summary>Forgets everything. Nothing may be spilling.</summary>
    public void DeleteAll(FileNumbers numbers)
    {
        Release(numbers);
        _buffers = [new EntryBuffer(schema, analyzers)];
        _sinceSpill.Clear();
        _deleted.Clear();
        DeletesAll = true;
    }

    /// <summary>Starts to write the entries in memory to a segment file; others come in meanwhile.</summary>
    public void BeginSpill()
    {
        Spilling = new Spill(_buffers, _sinceSpill, [.. _spilled]);
        _buffers = [new EntryBuffer(schema, analyzers)];
        _sinceSpill = new HashSet<string>(StringComparer.Ordinal);
    }

    /// <summary>Takes over what was written.</summary>
    public void EndSpill()
    {
        if (Spilling?.Written is { } record) _spilled.Add(new DeadMarks(cache.Acquire(record, schema.Fields.Count, schema.Dimensions), dead: null));
        Spilling = null;
    }

    /// <summary>Marks in the spilled segments what was replaced or deleted since they were written.</summary>
    public void Settle()
    {
        if (_spilled.Count > 0)
        {
            foreach (var key in _sinceSpill)
            {
                var bytes = Utf8.GetBytes(key);
                foreach (var spilled in _spilled) spilled.Kill(bytes);
            }
        }

        _sinceSpill.Clear();
    }

    /// <summary>Adds what was asked later, after these changes could not be committed. Nothing may be spilling.</summary>
    public void Append(PendingChanges later, FileNumbers numbers)
    {
        if (later.DeletesAll) DeleteAll(numbers);
        Settle();
        foreach (var buffer in later._buffers)
            for (var entry = 0; entry < buffer.EntryCount; entry++)
                Forget(buffer.KeyOf(entry));
        foreach (var spilled in later._spilled)
            for (var entry = 0; entry < spilled.Reader.EntryCount; entry++)
                Forget(spilled.Reader.KeyOf(entry));
        foreach (var key in later._deleted) Forget(Utf8.GetBytes(key));
        _deleted.UnionWith(later._deleted);
        _spilled.AddRange(later._spilled);
        _buffers.AddRange(later._buffers);
        _sinceSpill.UnionWith(later._sinceSpill);
    }

    /// <summary>Calls <paramref name="visit"/> with the key of every entry that was added and every key that was deleted.</summary>
    public void VisitKeys(Action<ReadOnlySpan<byte>> visit)
    {
        foreach (var key in _deleted) visit(Utf8.GetBytes(key));
        foreach (var buffer in _buffers)
        {
            var dead = buffer.Dead;
            for (var entry = 0; entry < buffer.EntryCount; entry++)
                if (dead is null || !dead[entry])
                    visit(buffer.KeyOf(entry));
        }

        foreach (var spilled in _spilled)
        {
            for (var place = 0; place < spilled.Reader.EntryCount; place++)
            {
                var entry = spilled.Reader.OrderedEntry(place);
                if (spilled.Dead is null || !spilled.Dead[entry]) visit(spilled.Reader.KeyOf(entry));
            }
        }
    }

    /// <summary>Lets go of the spilled segments and leaves their files to the next sweep.</summary>
    public void Release(FileNumbers numbers)
    {
        foreach (var spilled in _spilled)
        {
            cache.Release(spilled.Reader);
            numbers.Settle(spilled.Reader.Record.Number);
        }

        _spilled.Clear();
    }

    private void Touch(EntryKey key)
    {
        if (_spilled.Count > 0 || Spilling is not null) _sinceSpill.Add(key.Value);

        // Of buffers that wait together after a commit was broken off, the last one has the newest entry.
        for (var i = 0; i < _buffers.Count - 1; i++) _buffers[i].Remove(key);
    }

    private void Forget(ReadOnlySpan<byte> key)
    {
        foreach (var spilled in _spilled) spilled.Kill(key);
        var name = new EntryKey(Utf8.GetString(key));
        foreach (var buffer in _buffers) buffer.Remove(name);
    }
}
