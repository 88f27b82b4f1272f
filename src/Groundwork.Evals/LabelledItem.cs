using System.Collections.ObjectModel;

namespace Groundwork.Evals;

/// <summary>An item with what people said about it.</summary>
/// <param name="Item">What was put before them.</param>
/// <param name="Labels">One for each person; at least one.</param>
public sealed record LabelledItem(JudgedItem Item, IReadOnlyList<HumanLabel> Labels)
{
    /// <summary>Names and values to group by.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>What this item shares with others, like a question that several models answered; null when it stands alone.</summary>
    public string? Cluster { get; init; }
}
