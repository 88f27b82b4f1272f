namespace Groundwork.Evals.Reporting;

/// <summary>How often values fall where.</summary>
/// <param name="Bins">Low end, high end and number; a bin holds its low end, the last its high end too.</param>
/// <param name="Scale">The axis.</param>
internal sealed record Histogram(IReadOnlyList<(double Low, double High, int Count)> Bins, Scale Scale)
{
    private const int MostBins = 20;
    // A cost has a long tail; what lies beyond this share is gathered in the last bin.
    private const double TailShare = 0.99;

    public static Histogram Of(Metric metric, IReadOnlyList<ItemValue> items)
    {
        var values = items.Select(static i => i.Value).Order().ToArray();
        var isOpen = !double.IsFinite(metric.Max);
        var scale = Scale.Of(metric, isOpen ? values.Take((int)Math.Ceiling(values.Length * TailShare)) : values);
        var bins = metric.IsRate ? 2 : MostBins;
        var counts = new int[bins];
        foreach (var value in values) counts[Math.Clamp((int)((value - scale.From) / (scale.To - scale.From) * bins), 0, bins - 1)]++;
        var width = (scale.To - scale.From) / bins;
        return new Histogram([.. counts.Select((count, i) => (scale.From + (i * width), scale.From + ((i + 1) * width), count))], scale);
    }
}
