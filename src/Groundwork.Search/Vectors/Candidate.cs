using System.Runtime.CompilerServices;

namespace Groundwork.Search.Vectors;

/// <summary>A node and its nearness in one integer, in the order of nearness; the lowest bit says whether its links were followed.</summary>
internal static class Candidate
{
    private const long FollowedBit = 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Of(float nearness, int node)
    {
        // The bits of a float, read as an integer, are in order once those of negative numbers are turned over.
        var bits = BitConverter.SingleToInt32Bits(nearness);
        bits ^= (bits >> 31) & int.MaxValue;
        return ((long)bits << 32) | ((long)node << 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Node(long candidate) => (int)((uint)candidate >> 1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Nearness(long candidate)
    {
        var bits = (int)(candidate >> 32);
        return BitConverter.Int32BitsToSingle(bits ^ ((bits >> 31) & int.MaxValue));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsFollowed(long candidate) => (candidate & FollowedBit) != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Followed(long candidate) => candidate | FollowedBit;
}
