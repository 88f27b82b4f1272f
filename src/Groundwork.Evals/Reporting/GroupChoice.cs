namespace Groundwork.Evals.Reporting;

/// <summary>Which groups of samples are looked at, and what a reader must know about those that are not.</summary>
internal sealed class GroupChoice
{
    // Names of groups that a notice still lists.
    private const int NamedInNotice = 20;

    private GroupChoice(IReadOnlyList<(string Tag, string Value)> groups, IReadOnlyList<string> notices)
    {
        Groups = groups;
        Notices = notices;
    }

    /// <summary>Tag and value, by tag, then the largest first.</summary>
    public IReadOnlyList<(string Tag, string Value)> Groups { get; }

    public IReadOnlyList<string> Notices { get; }

    /// <summary>A tag with one value for all says nothing; one with a value for nearly each sample is a name, not a group.</summary>
    public static GroupChoice Of(RunValues values, int mostPerTag)
    {
        var groups = new List<(string, string)>();
        var notices = new List<string>();
        foreach (var tag in values.TagColumns)
        {
            var counts = tag.Counts();
            if (counts.Count == 1 && counts[0].Value == values.Samples.Count) continue;
            // Samples of one cluster say one thing together, and one thing has no spread.
            if (values.IsClusterOf(tag)) continue;
            if (counts.Count > 10 && counts.Count * 2 > values.Samples.Count)
            {
                notices.Add(FormattableString.Invariant($"Tag {tag.Name} has {counts.Count} values for {values.Samples.Count} samples; it is not used to group them."));
                continue;
            }

            groups.AddRange(counts.Take(mostPerTag).Select(c => (tag.Name, c.Key)));
            if (counts.Count <= mostPerTag) continue;
            var others = counts.Skip(mostPerTag).Select(static c => c.Key).ToList();
            var named = string.Join(", ", others.Take(NamedInNotice).Select(static o => Excerpt.Of(o, 60)));
            var rest = others.Count > NamedInNotice ? FormattableString.Invariant($" and {others.Count - NamedInNotice} more") : "";
            notices.Add(FormattableString.Invariant($"Tag {tag.Name} has {counts.Count} values; the {mostPerTag} largest are shown. Not shown: {named}{rest}."));
        }

        return new GroupChoice(groups, notices);
    }
}
