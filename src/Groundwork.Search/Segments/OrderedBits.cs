namespace Groundwork.Search.Segments;

/// <summary>Doubles as integers of the same order, so that numbers and dates are columns of one kind.</summary>
internal static class OrderedBits
{
    /// <summary>The integer of a finite or infinite number; zero has one, whatever its sign.</summary>
    public static long Of(double number)
    {
        var bits = BitConverter.DoubleToInt64Bits(number == 0 ? 0 : number);
        return bits ^ ((bits >> 63) & long.MaxValue);
    }

    /// <summary>The number of an integer.</summary>
    public static double ToDouble(long bits) => BitConverter.Int64BitsToDouble(bits ^ ((bits >> 63) & long.MaxValue));
}
