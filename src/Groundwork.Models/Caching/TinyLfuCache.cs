using System.Diagnostics.CodeAnalysis;

namespace Groundwork.Models.Caching;

/// <summary>Values under keys, up to a number of bytes; keeps what is asked for often. Safe for concurrent use.</summary>
/// <remarks>
/// W-TinyLFU of Einziger, Friedman and Manes 2017: new values enter a small window (1 %); what falls out of it is admitted to the main part, a
/// segmented LRU (80 % protected), only when it was asked for more often than what it would push out.
/// </remarks>
/// <param name="maxBytes">Most bytes of all values, as they say themselves.</param>
/// <param name="entryBytes">About how large a value is, to size the sketch.</param>
/// <param name="time">Measures how old values are.</param>
internal sealed class TinyLfuCache<T>(long maxBytes, int entryBytes, TimeProvider time)
    where T : class
{
    private readonly long _windowBytes = Math.Max(1, maxBytes / 100);
    private readonly long _protectedBytes = (maxBytes - Math.Max(1, maxBytes / 100)) / 5 * 4;
    private readonly long _mainBytes = maxBytes - Math.Max(1, maxBytes / 100);
    private readonly Lock _gate = new();
    private readonly Dictionary<RequestKey, LinkedListNode<Entry>> _entries = [];
    private readonly FrequencySketch _frequencies = new((int)Math.Min(int.MaxValue, maxBytes / entryBytes));
    private readonly Segment _window = new();
    private readonly Segment _probation = new();
    private readonly Segment _protected = new();

    /// <summary>Bytes of everything kept.</summary>
    public long Bytes
    {
        get
        {
            lock (_gate) return _window.Bytes + _probation.Bytes + _protected.Bytes;
        }
    }

    public int Count
    {
        get
        {
            lock (_gate) return _entries.Count;
        }
    }

    public bool TryGet(in RequestKey key, [NotNullWhen(true)] out T? value)
    {
        lock (_gate)
        {
            _frequencies.Add(key);
            value = null;
            if (!_entries.TryGetValue(key, out var node)) return false;
            if (node.Value.Expires <= time.GetUtcNow())
            {
                RemoveLocked(node);
                return false;
            }

            TouchLocked(node);
            value = node.Value.Value;
            return true;
        }
    }

    /// <summary>Keeps a value. One that takes more than a tenth of the cache is not kept.</summary>
    public void Set(in RequestKey key, T value, long bytes, TimeSpan keepFor)
    {
        if (bytes > maxBytes / 10 || bytes <= 0 || keepFor <= TimeSpan.Zero) return;
        lock (_gate)
        {
            if (_entries.TryGetValue(key, out var old)) RemoveLocked(old);
            var node = new LinkedListNode<Entry>(new Entry(key, value, bytes, time.GetUtcNow() + keepFor, _window));
            _entries.Add(key, node);
            _window.AddFirst(node);
            while (_window.Bytes > _windowBytes && _window.Last is { } candidate) AdmitLocked(candidate);
        }
    }

    private void AdmitLocked(LinkedListNode<Entry> candidate)
    {
        Move(candidate, _probation);
        while (_probation.Bytes + _protected.Bytes > _mainBytes)
        {
            var victim = _probation.Last is { } last && !ReferenceEquals(last, candidate) ? last : _protected.Last;
            if (victim is null || (victim.Value.Expires > time.GetUtcNow() && _frequencies.Of(candidate.Value.Key) <= _frequencies.Of(victim.Value.Key)))
            {
                RemoveLocked(candidate);
                return;
            }

            RemoveLocked(victim);
        }
    }

    private void TouchLocked(LinkedListNode<Entry> node)
    {
        Move(node, ReferenceEquals(node.Value.Segment, _window) ? _window : _protected);
        while (_protected.Bytes > _protectedBytes && _protected.Last is { } demoted) Move(demoted, _probation);
    }

    private static void Move(LinkedListNode<Entry> node, Segment to)
    {
        node.Value.Segment.Remove(node);
        node.Value.Segment = to;
        to.AddFirst(node);
    }

    private void RemoveLocked(LinkedListNode<Entry> node)
    {
        node.Value.Segment.Remove(node);
        _entries.Remove(node.Value.Key);
    }

    private sealed class Entry(RequestKey key, T value, long bytes, DateTimeOffset expires, Segment segment)
    {
        public RequestKey Key { get; } = key;

        public T Value { get; } = value;

        public long Bytes { get; } = bytes;

        public DateTimeOffset Expires { get; } = expires;

        public Segment Segment { get; set; } = segment;
    }

    /// <summary>Entries by their last use, and how many bytes they take.</summary>
    private sealed class Segment
    {
        private readonly LinkedList<Entry> _list = new();

        public long Bytes { get; private set; }

        public LinkedListNode<Entry>? Last => _list.Last;

        public void AddFirst(LinkedListNode<Entry> node)
        {
            _list.AddFirst(node);
            Bytes += node.Value.Bytes;
        }

        public void Remove(LinkedListNode<Entry> node)
        {
            _list.Remove(node);
            Bytes -= node.Value.Bytes;
        }
    }
}
