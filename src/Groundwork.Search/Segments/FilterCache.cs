using System.Collections.Concurrent;
using Groundwork.Search.Bytes;

namespace Groundwork.Search.Segments;

/// <summary>The entries of one segment that pass filters evaluated before. Bounded in bytes; the longest unused go first.</summary>
/// <remarks>Safe for concurrent use. The sets are shared: nobody changes one that came from here or went in.</remarks>
internal sealed class FilterCache
{
    private const long LeastBytes = 256 << 10;
    private const long MostBytes = 8 << 20;
    private const int SetsWanted = 64;
    private readonly ConcurrentDictionary<FilterKey, CachedFilter> _known = new();
    private readonly Lock _gate = new();
    private readonly long _setBytes;
    private readonly long _mostBytes;
    private long _bytes;
    private long _clock;

    public FilterCache(int entryCount)
    {
        _setBytes = entryCount / 8;
        _mostBytes = Math.Clamp(SetsWanted * _setBytes, LeastBytes, MostBytes);
    }

    /// <summary>Bytes in use.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>What is known of a filter, or null.</summary>
    public CachedFilter? Find(FilterKey key)
    {
        if (!_known.TryGetValue(key, out var found)) return null;
        found.LastUse = Interlocked.Increment(ref _clock);
        return found;
    }

    /// <summary>Keeps the entries that pass a filter, unless they would take too much of the room.</summary>
    /// <returns>The kept set, or one that was kept meanwhile.</returns>
    public CachedFilter Keep(FilterKey key, Bitset passing)
    {
        // Twice the set, because it may be kept a second time without deleted entries.
        var made = new CachedFilter(passing, key.Bytes + (2 * _setBytes)) { LastUse = Interlocked.Increment(ref _clock) };
        if (made.Bytes > _mostBytes / 4) return made;
        lock (_gate)
        {
            var kept = _known.GetOrAdd(key.Frozen(), made);
            if (!ReferenceEquals(kept, made)) return kept;
            Interlocked.Add(ref _bytes, made.Bytes);
            while (_bytes > _mostBytes)
            {
                var oldest = _known.MinBy(k => k.Value.LastUse);
                if (_known.TryRemove(oldest)) Interlocked.Add(ref _bytes, -oldest.Value.Bytes);
            }

            return made;
        }
    }
}
