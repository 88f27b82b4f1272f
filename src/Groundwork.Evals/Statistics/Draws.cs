using System.Numerics;

namespace Groundwork.Evals.Statistics;

/// <summary>Random draws that are the same for the same seed on every machine and version.</summary>
/// <remarks>Blackman and Vigna 2021, xoshiro256**; its state is filled from the seed by SplitMix64 (Steele et al. 2014).</remarks>
internal sealed class Draws
{
    private ulong _a;
    private ulong _b;
    private ulong _c;
    private ulong _d;

    public Draws(long seed)
    {
        var state = (ulong)seed;
        _a = Mix(ref state);
        _b = Mix(ref state);
        _c = Mix(ref state);
        _d = Mix(ref state);
    }

    /// <summary>64 random bits.</summary>
    public ulong Bits()
    {
        var result = BitOperations.RotateLeft(_b * 5, 7) * 9;
        var t = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= t;
        _d = BitOperations.RotateLeft(_d, 45);
        return result;
    }

    /// <summary>A number from 0, below <paramref name="count"/>; the bias is below count / 2^64.</summary>
    public int Below(int count) => (int)Math.BigMul(Bits(), (ulong)count, out _);

    /// <summary>Numbers from 0, below <paramref name="count"/>, two from each draw; the bias is below count / 2^32.</summary>
    public void Fill(Span<int> places, int count)
    {
        // The state in local variables is three times as fast as in fields.
        var (a, b, c, d) = (_a, _b, _c, _d);
        for (var i = 0; i < places.Length; i += 2)
        {
            var bits = BitOperations.RotateLeft(b * 5, 7) * 9;
            var t = b << 17;
            c ^= a;
            d ^= b;
            b ^= c;
            a ^= d;
            c ^= t;
            d = BitOperations.RotateLeft(d, 45);
            places[i] = (int)(((bits >> 32) * (ulong)count) >> 32);
            if (i + 1 < places.Length) places[i + 1] = (int)(((bits & 0xFFFFFFFF) * (ulong)count) >> 32);
        }

        (_a, _b, _c, _d) = (a, b, c, d);
    }

    /// <summary>From 0, below 1.</summary>
    public double Unit() => (Bits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Brings the values into random order.</summary>
    /// <remarks>Fisher and Yates, in the form of Durstenfeld 1964.</remarks>
    public void Shuffle<T>(Span<T> values)
    {
        for (var i = values.Length - 1; i > 0; i--)
        {
            var other = Below(i + 1);
            (values[i], values[other]) = (values[other], values[i]);
        }
    }

    private static ulong Mix(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
