namespace Groundwork.Search.Segments;

/// <summary>A float ≥ 0 in 16 bits (8 of exponent, 8 of fraction), rounded up, so that a bound stays one.</summary>
internal static class RoundedUp
{
    private const int Dropped = 15;

    public static ushort Encode(float value)
    {
        var bits = BitConverter.SingleToUInt32Bits(value);
        return (ushort)((bits >> Dropped) + ((bits & ((1u << Dropped) - 1)) == 0 ? 0u : 1u));
    }

    public static float Decode(ushort bits) => BitConverter.UInt32BitsToSingle((uint)bits << Dropped);
}
