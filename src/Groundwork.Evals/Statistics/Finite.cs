namespace Groundwork.Evals.Statistics;

/// <summary>Keeps numbers finite.</summary>
internal static class Finite
{
    /// <summary>The value, or the nearest finite one.</summary>
    public static double Clamp(double value) => Math.Clamp(value, -double.MaxValue, double.MaxValue);

    /// <summary>Exponent of the power of two by which values are divided before they are summed, so that no sum or square overflows or vanishes; dividing by it loses no digit.</summary>
    public static int Exponent(IEnumerable<double> values)
    {
        var most = values.Select(Math.Abs).DefaultIfEmpty(0).Max();
        return most == 0 ? 0 : Math.ILogB(most);
    }

    /// <summary>Refuses a confidence outside of 0..1.</summary>
    public static void RequireConfidence(double confidence)
    {
        if (!(confidence > 0 && confidence < 1)) throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "A confidence lies above 0 and below 1, like 0.95.");
    }

    /// <summary>Refuses what is not finite.</summary>
    public static void Require(double value, string what)
    {
        if (!double.IsFinite(value)) throw new ArgumentException(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{what} is {value}; statistics take finite numbers alone. Score it as failed."), nameof(value));
    }
}
