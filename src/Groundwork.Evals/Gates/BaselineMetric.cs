namespace Groundwork.Evals.Gates;

/// <summary>A metric in a baseline file: what must be the same for two numbers to be comparable. A missing end of the range is infinite.</summary>
internal sealed record BaselineMetric(string Name)
{
    public double? Min { get; init; }

    public double? Max { get; init; }

    public bool HigherIsBetter { get; init; } = true;

    public bool IsRate { get; init; }

    public string? Judge { get; init; }

    public string? JudgeFingerprint { get; init; }

    public string? Repeats { get; init; }

    public double? OfFailedItem { get; init; }

    public static BaselineMetric Of(Metric metric) => new(metric.Name)
    {
        Min = double.IsFinite(metric.Min) ? metric.Min : null,
        Max = double.IsFinite(metric.Max) ? metric.Max : null,
        HigherIsBetter = metric.HigherIsBetter,
        IsRate = metric.IsRate,
        Judge = metric.Judge,
        JudgeFingerprint = metric.JudgeFingerprint,
        Repeats = RepeatNames.Of(metric.Repeats),
        OfFailedItem = metric.OfFailedItem,
    };

    public Metric ToMetric(string file) => new(Name, "", Min ?? double.NegativeInfinity, Max ?? double.PositiveInfinity)
    {
        HigherIsBetter = HigherIsBetter,
        IsRate = IsRate,
        Judge = Judge,
        JudgeFingerprint = JudgeFingerprint,
        Repeats = RepeatNames.Read(Repeats) ?? throw new GateFileException(file, 0, $"Metric {Name} takes repeats together by \"{Repeats}\"; known are mean, anyOf:K and allOf:K."),
        OfFailedItem = OfFailedItem,
    };
}
