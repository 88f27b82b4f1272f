namespace Groundwork.Evals.Monitoring;

/// <summary>An input as a vector of length 1, or of length 0 for an input without any word.</summary>
/// <param name="Places">Places that are not 0, ascending.</param>
/// <param name="Values">Their values.</param>
internal sealed record InputVector(int[] Places, double[] Values)
{
    /// <summary>Cosine of the two.</summary>
    public double Dot(InputVector other)
    {
        double sum = 0;
        for (int i = 0, j = 0; i < Places.Length && j < other.Places.Length;)
        {
            if (Places[i] == other.Places[j]) sum += Values[i++] * other.Values[j++];
            else if (Places[i] < other.Places[j]) i++;
            else j++;
        }

        return sum;
    }

    /// <summary>Brings the values to length 1.</summary>
    public static InputVector Of(int[] places, double[] values)
    {
        var exponent = Statistics.Finite.Exponent(values);
        var scaled = values.Select(v => Math.ScaleB(v, -exponent)).ToArray();
        var length = Math.Sqrt(scaled.Sum(v => v * v));
        return length == 0 ? new InputVector([], []) : new InputVector(places, [.. scaled.Select(v => v / length)]);
    }
}
