using System.Buffers;
using System.Numerics;
using Groundwork.Search.Bytes;

namespace Groundwork.Search.Searching;

/// <summary>The matching entries of one segment with their scores, held densely.</summary>
internal sealed class EntryScores(int entryCount) : IDisposable
{
    // Rented memory is not cleared: a score counts only where the entry is matched.
    private float[]? _scores = ArrayPool<float>.Shared.Rent(entryCount);

    public Bitset Matched { get; } = new(entryCount);

    public float this[int entry] => _scores![entry];

    /// <summary>Matches an entry, adding to the score it has already.</summary>
    public void Add(int entry, float score)
    {
        if (Matched.Add(entry)) _scores![entry] = score;
        else _scores![entry] += score;
    }

    /// <summary>Forgets matches outside of a set; null is no restriction.</summary>
    public void Restrict(Bitset? allowed)
    {
        if (allowed is not null) Matched.And(allowed);
    }

    /// <summary>Offers every match to the best ones.</summary>
    public void CollectInto(BestHits best, int segment)
    {
        var words = Matched.Words;
        for (var i = 0; i < words.Length; i++)
        {
            for (var rest = words[i]; rest != 0; rest &= rest - 1)
            {
                var entry = (i * 64) + BitOperations.TrailingZeroCount(rest);
                best.Offer(_scores![entry], segment, entry);
            }
        }
    }

    public void Dispose()
    {
        if (_scores is null) return;
        ArrayPool<float>.Shared.Return(_scores);
        _scores = null;
    }
}
