using System.Numerics;
using System.Runtime.CompilerServices;
using Groundwork.Search.Bytes;

namespace Groundwork.Search.Searching;

/// <summary>Scores of some thousand neighbouring entries, held densely while terms are added one after the other.</summary>
internal sealed class ScoreWindow
{
    /// <summary>Entries in a window: the scores stay in the second-level cache.</summary>
    public const int Size = 16384;

    private readonly float[] _scores = new float[Size];
    private readonly byte[] _held = new byte[Size];
    private readonly ulong[] _matched = new ulong[Size / 64];

    /// <summary>By place: 0 where nothing was added.</summary>
    public Span<float> Scores => _scores;

    /// <summary>The places something was added to, as bits.</summary>
    public Span<ulong> Matched => _matched;

    /// <summary>Bit of the term that is being added.</summary>
    public byte Term { get; set; }

    /// <summary>The bit of a term by its number; all from the eighth on share one.</summary>
    public static byte BitOf(int term) => (byte)(1 << Math.Min(term, 7));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int place, float score)
    {
        _scores[place] += score;
        _held[place] |= Term;
        _matched[place >> 6] |= 1UL << place;
    }

    /// <summary>Forgets everything and leaves a list of the entries that may still be among the best.</summary>
    /// <param name="from">The entry at place 0.</param>
    /// <param name="allowed">The entries that may be found; null for all.</param>
    /// <param name="pruning">The rule.</param>
    /// <param name="more">The most that is still to be added to any of them.</param>
    /// <param name="candidates">Receives them, ascending.</param>
    public void Drain(int from, Bitset? allowed, in Pruning pruning, double more, CandidateList candidates)
    {
        candidates.Clear();
        for (var i = 0; i < _matched.Length; i++)
        {
            if (_matched[i] == 0) continue;
            var permitted = allowed is null ? ulong.MaxValue : allowed.Words[(from / 64) + i];
            for (var rest = _matched[i]; rest != 0; rest &= rest - 1)
            {
                var place = (i * 64) + BitOperations.TrailingZeroCount(rest);
                var (score, held) = (_scores[place], _held[place]);
                (_scores[place], _held[place]) = (0, 0);
                if ((permitted >> place & 1) != 0 && pruning.MayReach(score + more)) candidates.Add(from + place, score, held);
            }

            _matched[i] = 0;
        }
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        for (var i = 0; i < _matched.Length; i++)
        {
            if (_matched[i] == 0) continue;
            for (var rest = _matched[i]; rest != 0; rest &= rest - 1) (_scores[(i * 64) + BitOperations.TrailingZeroCount(rest)], _held[(i * 64) + BitOperations.TrailingZeroCount(rest)]) = (0, 0);
            _matched[i] = 0;
        }
    }
}
