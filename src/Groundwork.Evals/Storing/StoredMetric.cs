namespace Groundwork.Evals.Storing;

/// <summary>The shape of a metric in the database.</summary>
internal sealed class StoredMetric
{
    public string Name { get; set; } = "";

    public string Meaning { get; set; } = "";

    public double? Min { get; set; }

    // Null for a metric without an upper end: JSON knows no infinity.
    public double? Max { get; set; }

    public bool LowerIsBetter { get; set; }

    public bool IsRate { get; set; }

    public string? Unit { get; set; }

    public string? Judge { get; set; }

    public string? JudgeFingerprint { get; set; }

    public int? AnyOf { get; set; }

    public int? AllOf { get; set; }

    public double? OfFailedItem { get; set; }

    public static StoredMetric Of(Metric metric) => new()
    {
        Name = metric.Name,
        Meaning = metric.Meaning,
        Min = double.IsFinite(metric.Min) ? metric.Min : null,
        Max = double.IsFinite(metric.Max) ? metric.Max : null,
        LowerIsBetter = !metric.HigherIsBetter,
        IsRate = metric.IsRate,
        Unit = metric.Unit.Length == 0 ? null : metric.Unit,
        Judge = metric.Judge,
        JudgeFingerprint = metric.JudgeFingerprint,
        AnyOf = metric.Repeats is RepeatRule.AnyOf any ? any.Tries : null,
        AllOf = metric.Repeats is RepeatRule.AllOf all ? all.Tries : null,
        OfFailedItem = metric.OfFailedItem,
    };

    public Metric ToMetric() => new(Name, Meaning, Min ?? double.NegativeInfinity, Max ?? double.PositiveInfinity)
    {
        HigherIsBetter = !LowerIsBetter,
        IsRate = IsRate,
        Unit = Unit ?? "",
        Judge = Judge,
        JudgeFingerprint = JudgeFingerprint,
        Repeats = (AnyOf, AllOf) switch
        {
            ({ } tries, _) => new RepeatRule.AnyOf(tries),
            (_, { } tries) => new RepeatRule.AllOf(tries),
            _ => RepeatRule.Mean,
        },
        OfFailedItem = OfFailedItem,
    };
}
