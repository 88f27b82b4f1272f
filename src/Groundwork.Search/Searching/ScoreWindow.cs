using System.Numerics;
using System.Runtime.CompilerServices;

namespace Groundwork.Search.Searching;

/// <summary>Scores of a few thousand neighbouring entries, held densely while terms are added one after the other.</summary>
internal sealed class ScoreWindow
{
    /// <summary>Entries in a window: the scores stay in the first-level cache.</summary>
    public const int Size = 4096;

    private readonly float[] _scores = new float[Size];
    private readonly ulong[] _matched = new ulong[Size / 64];

    /// <summary>By place: 0 where nothing was added.</summary>
    public Span<float> Scores => _scores;

    /// <summary>The places something was added to, as bits.</summary>
    public Span<ulong> Matched => _matched;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int place, float score)
    {
        _scores[place] += score;
        _matched[place >> 6] |= 1UL << place;
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        for (var i = 0; i < _matched.Length; i++)
        {
            if (_matched[i] == 0) continue;
            for (var rest = _matched[i]; rest != 0; rest &= rest - 1) _scores[(i * 64) + BitOperations.TrailingZeroCount(rest)] = 0;
            _matched[i] = 0;
        }
    }
}
