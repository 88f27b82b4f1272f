namespace Groundwork.Knowledge.Meaning;

/// <summary>Normal variates from a seed, the same on every machine of one floating-point arithmetic and in every version of the runtime.</summary>
/// <remarks>SplitMix64 (Steele, Lea and Flood 2014) and the polar method of Marsaglia and Bray 1964.</remarks>
internal struct GaussianStream(ulong seed)
{
    private ulong _state = Bits.Mix(seed);
    private float? _spare;

    /// <summary>The next one, mean 0 and variance 1.</summary>
    public float Next()
    {
        if (_spare is { } spare)
        {
            _spare = null;
            return spare;
        }

        while (true)
        {
            var (x, y) = (Uniform(), Uniform());
            var square = (x * x) + (y * y);
            if (square is <= 0 or >= 1) continue;
            var scale = Math.Sqrt(-2 * Math.Log(square) / square);
            _spare = (float)(y * scale);
            return (float)(x * scale);
        }
    }

    // In −1..1.
    private double Uniform()
    {
        _state += 0x9E3779B97F4A7C15;
        return ((Bits.Mix(_state) >> 11) * (2.0 / (1UL << 53))) - 1;
    }
}
