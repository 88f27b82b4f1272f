using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace Groundwork.Language.Analysis;

/// <summary>
/// What a word is found by: its characters themselves for up to sixteen of ASCII and seven others, which then need no comparison, and a hash
/// for any other word.
/// </summary>
/// <remarks>Bytes of ASCII leave the highest bit free; it marks the other two kinds, and the one below it the hash.</remarks>
internal readonly record struct WordKey(ulong Low, ulong High)
{
    private const int PackedBytes = 16;
    private const int PackedChars = 7;
    private const ulong IsNotAscii = 1UL << 63;
    private const ulong IsHash = 1UL << 62;
    private const ulong IsInRun = 1UL << 61;
    private const ulong Multiplier = 0x9E3779B97F4A7C15;

    /// <summary>True when words with this key can differ.</summary>
    public bool IsAmbiguous => High >= (IsNotAscii | IsHash);

    /// <summary>The key of the same characters inside a run of a script without spaces, where they are read in another way.</summary>
    public WordKey InRun => this with { High = High | IsInRun };

    /// <summary>Sixteen times 255, then sixteen times 0.</summary>
    private static ReadOnlySpan<byte> Ones =>
        [255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    /// <param name="text">The text.</param>
    /// <param name="start">Where the word begins.</param>
    /// <param name="end">Where it ends, after <paramref name="start"/>.</param>
    /// <param name="isAscii">Whether it is known to be ASCII.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WordKey Of(ReadOnlySpan<char> text, int start, int end, bool isAscii)
    {
        var length = end - start;
        if (!isAscii || length > PackedBytes || start + PackedBytes > text.Length) return OfAny(text[start..end]);
        ref var first = ref Unsafe.As<char, ushort>(ref Unsafe.Add(ref MemoryMarshal.GetReference(text), start));
        var bytes = Vector128.Narrow(Vector128.LoadUnsafe(ref first), Vector128.LoadUnsafe(ref first, 8));
        bytes &= Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(Ones), (nuint)(PackedBytes - length));
        return new WordKey(bytes.AsUInt64().GetElement(0), bytes.AsUInt64().GetElement(1));
    }

    /// <summary>A number that spreads keys evenly; its upper half is the better one.</summary>
    public ulong Mixed() => (Low ^ BitOperations.RotateLeft(High * Multiplier, 32)) * Multiplier;

    private static WordKey OfAny(ReadOnlySpan<char> word)
    {
        Span<byte> packed = stackalloc byte[PackedBytes];
        packed.Clear();
        if (word.Length <= PackedBytes && Ascii.FromUtf16(word, packed, out _) == System.Buffers.OperationStatus.Done) return Read(packed);
        if (word.Length > PackedChars) return HashOf(word);
        packed.Clear();
        MemoryMarshal.AsBytes(word).CopyTo(packed);
        var key = Read(packed);
        return key with { High = key.High | IsNotAscii | ((ulong)(uint)word.Length << 48) };
    }

    private static WordKey Read(ReadOnlySpan<byte> packed) => new(MemoryMarshal.Read<ulong>(packed), MemoryMarshal.Read<ulong>(packed[8..]));

    // Not string.GetHashCode: that is seeded per process, and which word is forgotten should not depend on chance.
    private static WordKey HashOf(ReadOnlySpan<char> word)
    {
        var hash = (ulong)word.Length * Multiplier;
        // The last four may overlap those before: every code unit counts at least once.
        for (var at = 0; at + 4 < word.Length; at += 4) hash = Mix(hash ^ Four(word, at));
        return new WordKey(Mix(hash ^ Four(word, word.Length - 4)), IsNotAscii | IsHash | (uint)word.Length);
    }

    private static ulong Four(ReadOnlySpan<char> word, int at) => MemoryMarshal.Read<ulong>(MemoryMarshal.AsBytes(word.Slice(at, 4)));

    private static ulong Mix(ulong value)
    {
        var high = Math.BigMul(value, Multiplier, out var low);
        return high ^ low;
    }
}
