namespace Groundwork.Evals;

/// <summary>What may be said about the distance of two labels (Krippendorff 2011, section 3).</summary>
public enum MeasurementScale
{
    /// <summary>Equal or not.</summary>
    Nominal,

    /// <summary>Levels in an order; how far two are apart is how many labels lie between them.</summary>
    Ordinal,

    /// <summary>Differences mean something, as of degrees.</summary>
    Interval,

    /// <summary>Ratios mean something, as of lengths; no label is below 0.</summary>
    Ratio,
}
