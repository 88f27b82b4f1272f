namespace Groundwork.Evals.Judging;

/// <summary>What several people's labels come to.</summary>
internal static class People
{
    /// <summary>Grades: the median, the lower of the two in the middle. Pairs: the answer with more voices, 0 without.</summary>
    public static int Together(LabelledItem item, LabelKind kind)
    {
        var labels = item.Labels.Select(label => label.Value).Order().ToList();
        return kind == LabelKind.Pairs ? Math.Sign(labels.Sum()) : labels[(labels.Count - 1) / 2];
    }
}
