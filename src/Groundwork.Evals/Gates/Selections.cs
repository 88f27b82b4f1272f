namespace Groundwork.Evals.Gates;

/// <summary>Which samples a run took, compared and told.</summary>
internal static class Selections
{
    public static bool AreSame(SampleSelection one, SampleSelection other) =>
        one.WithDrafts == other.WithDrafts && string.Equals(one.Split, other.Split, StringComparison.Ordinal) && one.Tags.Count == other.Tags.Count
        && one.Tags.All(t => other.Tags.TryGetValue(t.Key, out var value) && string.Equals(t.Value, value, StringComparison.Ordinal));

    public static string Words(SampleSelection selection)
    {
        var words = new List<string>();
        if (selection.Split is { } split) words.Add($"split {split}");
        words.AddRange(selection.Tags.OrderBy(static t => t.Key, StringComparer.Ordinal).Select(static t => $"{t.Key} {t.Value}"));
        if (selection.WithDrafts) words.Add("drafts too");
        return words.Count == 0 ? "all accepted samples" : string.Join(", ", words);
    }
}
