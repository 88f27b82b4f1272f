using System.Buffers.Binary;
using System.Numerics;

namespace Groundwork.Language;

/// <summary>
/// A text in 512 bytes, from which its likeness to another text can be told: for each of 128 hash functions the least hash of its
/// <see cref="Shingles"/> (Broder 1997; bands after Leskovec, Rajaraman and Ullman, "Mining of Massive Datasets", section 3.4).
/// </summary>
/// <remarks>The same text always gives the same sketch, on every machine.</remarks>
public sealed class MinHashSketch
{
    /// <summary>Names the rules of shingles and hashes. Sketches of other rules cannot be compared.</summary>
    public const string Fingerprint = "minhash-1";

    /// <summary>Hash functions.</summary>
    public const int Hashes = 128;

    /// <summary>Standard deviation of <see cref="SimilarityTo"/> around the true value s is √(s(1 − s) / 128), at most this.</summary>
    public const double MostDeviation = 0.0442;

    /// <summary>Bands of four hashes each: texts of likeness s share at least one with probability 1 − (1 − s⁴)³², 0.9999 at 0.8 and 0.87 at 0.5.</summary>
    public const int Bands = 32;

    private const int BandHashes = Hashes / Bands;

    private static readonly uint[] s_seeds = Seeds();

    private readonly uint[] _least;

    private MinHashSketch(uint[] least) => _least = least;

    /// <summary>The sketch of a text; null for one without words.</summary>
    public static MinHashSketch? Of(string text)
    {
        var shingles = Shingles.Of(text);
        if (shingles.Count == 0) return null;
        var least = new uint[Hashes];
        Array.Fill(least, uint.MaxValue);
        foreach (var shingle in shingles.Hashes) Lower(least, (uint)(shingle ^ (shingle >> 32)));
        return new MinHashSketch(least);
    }

    /// <summary>A sketch that <see cref="ToBytes"/> wrote.</summary>
    /// <exception cref="FormatException">It has another length.</exception>
    public static MinHashSketch Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Hashes * sizeof(uint)) throw new FormatException(FormattableString.Invariant($"A sketch has {Hashes * sizeof(uint)} bytes; this has {bytes.Length}."));
        var least = new uint[Hashes];
        for (var i = 0; i < least.Length; i++) least[i] = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(i * sizeof(uint))..]);
        return new MinHashSketch(least);
    }

    /// <summary>512 bytes, little-endian.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[Hashes * sizeof(uint)];
        for (var i = 0; i < _least.Length; i++) BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(i * sizeof(uint)), _least[i]);
        return bytes;
    }

    /// <summary>Estimate of <see cref="Shingles.JaccardTo"/>, 0..1: the share of equal hashes. Its error is <see cref="MostDeviation"/> at most.</summary>
    public double SimilarityTo(MinHashSketch other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var equal = 0;
        for (var i = 0; i < Hashes; i++)
            if (_least[i] == other._least[i])
                equal++;
        return (double)equal / Hashes;
    }

    /// <summary>The hashes of one band as one number: texts with an equal one are worth comparing.</summary>
    /// <param name="band">0 .. <see cref="Bands"/> − 1.</param>
    public UInt128 BandAt(int band)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(band);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(band, Bands);
        UInt128 hashes = 0;
        foreach (var hash in _least.AsSpan(band * BandHashes, BandHashes)) hashes = (hashes << 32) | hash;
        return hashes;
    }

    // All functions at once: seeded by exclusive or, then the finaliser of MurmurHash3.
    private static void Lower(Span<uint> least, uint shingle)
    {
        for (var i = 0; i < Hashes; i += Vector<uint>.Count)
        {
            var hash = new Vector<uint>(shingle) ^ new Vector<uint>(s_seeds.AsSpan(i));
            hash ^= Vector.ShiftRightLogical(hash, 16);
            hash *= new Vector<uint>(0x85EBCA6B);
            hash ^= Vector.ShiftRightLogical(hash, 13);
            hash *= new Vector<uint>(0xC2B2AE35);
            hash ^= Vector.ShiftRightLogical(hash, 16);
            Vector.Min(hash, new Vector<uint>(least[i..])).CopyTo(least[i..]);
        }
    }

    // SplitMix64 from 0.
    private static uint[] Seeds()
    {
        var seeds = new uint[Hashes];
        ulong state = 0;
        for (var i = 0; i < seeds.Length; i++)
        {
            state += 0x9E3779B97F4A7C15;
            var mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            seeds[i] = (uint)(mixed ^ (mixed >> 31));
        }

        return seeds;
    }
}
