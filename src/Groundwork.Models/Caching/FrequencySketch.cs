namespace Groundwork.Models.Caching;

/// <summary>About how often keys were asked for lately, in four bits each.</summary>
/// <remarks>Count-min sketch with conservative reset: Einziger, Friedman and Manes 2017 (TinyLFU), sections 3.2 and 3.3.</remarks>
internal sealed class FrequencySketch
{
    private const int Rows = 4;
    private const ulong Halves = 0x7777_7777_7777_7777;

    private readonly ulong[] _words;
    private readonly int _mask;
    private readonly int _sample;
    private int _additions;

    /// <param name="entries">About how many keys are kept at a time.</param>
    public FrequencySketch(int entries)
    {
        var counters = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Clamp(entries, 256, 1 << 22));
        _words = new ulong[counters * Rows / 16];
        _mask = counters - 1;
        _sample = counters * 10;
    }

    /// <summary>0..15.</summary>
    public int Of(in RequestKey key)
    {
        var least = 15;
        for (var row = 0; row < Rows; row++)
        {
            var (word, shift) = Place(key, row);
            least = Math.Min(least, (int)(_words[word] >> shift) & 15);
        }

        return least;
    }

    public void Add(in RequestKey key)
    {
        var wasAdded = false;
        for (var row = 0; row < Rows; row++)
        {
            var (word, shift) = Place(key, row);
            if (((_words[word] >> shift) & 15) == 15) continue;
            _words[word] += 1UL << shift;
            wasAdded = true;
        }

        if (wasAdded && ++_additions >= _sample) Age();
    }

    // Halving everything lets what was popular once make room for what is popular now.
    private void Age()
    {
        for (var i = 0; i < _words.Length; i++) _words[i] = (_words[i] >> 1) & Halves;
        _additions /= 2;
    }

    private (int Word, int Shift) Place(in RequestKey key, int row)
    {
        var bits = row switch { 0 => key.A >> 32, 1 => key.B, 2 => key.C, _ => key.D };
        var counter = (row * (_mask + 1)) + (int)(bits & (uint)_mask);
        return (counter >> 4, (counter & 15) * 4);
    }
}
