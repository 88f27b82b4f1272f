namespace Groundwork.Evals;

/// <summary>How a dataset is divided into splits.</summary>
public abstract record SplitRule
{
    private SplitRule()
    {
    }

    /// <summary>The value of a tag is the split; samples without the tag have none.</summary>
    /// <param name="Tag">Name of the tag.</param>
    public sealed record ByTag(string Tag) : SplitRule;

    /// <summary>Drawn by chance. Samples of one cluster never come apart, and the draw does not depend on the order of the samples.</summary>
    /// <param name="Shares">Name and share of each split; shares are above 0. Where they come to less than 1, the rest has no split; where they come to more, they are taken relative to their sum.</param>
    /// <param name="Seed">Decides the draw.</param>
    /// <param name="Stratum">Tag within whose values the shares are kept; null for none.</param>
    public sealed record Drawn(IReadOnlyList<(string Split, double Share)> Shares, long Seed, string? Stratum = null) : SplitRule;
}
