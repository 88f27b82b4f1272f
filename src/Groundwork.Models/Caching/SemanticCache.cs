namespace Groundwork.Models.Caching;

/// <summary>
/// Answers to differently worded questions, in partitions that share nothing: equal walls, equal route, instructions, history and options. A
/// partition whose walls nobody asks under any more goes when room is needed. Safe for concurrent use.
/// </summary>
/// <param name="maxBytes">Most bytes of all answers and vectors.</param>
/// <param name="time">Measures how old answers are.</param>
internal sealed class SemanticCache(long maxBytes, TimeProvider time)
{
    private const int MaxPerPartition = 256;

    private readonly Lock _gate = new();
    private readonly Dictionary<RequestKey, LinkedListNode<Partition>> _partitions = [];
    private readonly LinkedList<Partition> _byUse = new();
    private long _bytes;

    public long Bytes
    {
        get
        {
            lock (_gate) return _bytes;
        }
    }

    /// <summary>A vector of length one; null where it has no direction.</summary>
    public static float[]? Normalised(ReadOnlySpan<float> vector)
    {
        var length = MathF.Sqrt(Dot(vector, vector));
        if (!float.IsFinite(length) || length == 0) return null;
        var unit = new float[vector.Length];
        for (var i = 0; i < unit.Length; i++) unit[i] = vector[i] / length;
        return unit;
    }

    /// <summary>The kept answer of the most similar question that passes the second check; null for none.</summary>
    public KeptAnswer? Find(SemanticQuestion question, double threshold)
    {
        Entry[] candidates;
        var now = time.GetUtcNow();
        lock (_gate)
        {
            if (!_partitions.TryGetValue(question.Partition, out var node)) return null;
            _byUse.Remove(node);
            _byUse.AddFirst(node);
            candidates = [.. node.Value.Entries];
        }

        QuestionFacts? facts = null;
        var similar = candidates
            .Where(c => c.Expires > now && c.Question.Vector.Length == question.Vector.Length)
            .Select(c => (Entry: c, Cosine: Dot(c.Question.Vector, question.Vector))).Where(c => c.Cosine >= threshold).OrderByDescending(static c => c.Cosine);
        foreach (var (entry, _) in similar)
            if (QuestionFacts.Disagreement(facts ??= QuestionFacts.Of(question.Text), entry.Facts) is null) return entry.Answer;
        return null;
    }

    public void Keep(SemanticQuestion question, KeptAnswer answer, TimeSpan keepFor)
    {
        var bytes = answer.Bytes + (sizeof(float) * question.Vector.Length) + (6L * question.Text.Length) + 500;
        if (bytes > maxBytes / 10 || keepFor <= TimeSpan.Zero) return;
        var entry = new Entry(question, QuestionFacts.Of(question.Text), answer, time.GetUtcNow() + keepFor, bytes);
        lock (_gate)
        {
            if (!_partitions.TryGetValue(question.Partition, out var node))
            {
                node = _byUse.AddFirst(new Partition(question.Partition));
                _partitions.Add(question.Partition, node);
            }

            var entries = node.Value.Entries;
            entries.Enqueue(entry);
            _bytes += bytes;
            while (entries.Count > MaxPerPartition || entries.Peek().Expires <= time.GetUtcNow()) _bytes -= entries.Dequeue().Bytes;
            while (_bytes > maxBytes && _byUse.Last is { } oldest) ShrinkLocked(oldest);
        }
    }

    private void ShrinkLocked(LinkedListNode<Partition> node)
    {
        if (node.Value.Entries.TryDequeue(out var entry)) _bytes -= entry.Bytes;
        if (node.Value.Entries.Count > 0) return;
        _byUse.Remove(node);
        _partitions.Remove(node.Value.Key);
    }

    private static float Dot(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        var sums = System.Numerics.Vector<float>.Zero;
        var width = System.Numerics.Vector<float>.Count;
        var i = 0;
        for (; i <= left.Length - width; i += width) sums += new System.Numerics.Vector<float>(left[i..]) * new System.Numerics.Vector<float>(right[i..]);
        var sum = System.Numerics.Vector.Sum(sums);
        for (; i < left.Length; i++) sum += left[i] * right[i];
        return sum;
    }

    private sealed class Partition(RequestKey key)
    {
        public RequestKey Key { get; } = key;

        public Queue<Entry> Entries { get; } = new();
    }

    private sealed record Entry(SemanticQuestion Question, QuestionFacts Facts, KeptAnswer Answer, DateTimeOffset Expires, long Bytes);
}
