namespace Groundwork.Evals.Judging;

/// <summary>A held-out item with what people came to and what the judge said.</summary>
/// <param name="Item">The item with its labels.</param>
/// <param name="People">What people came to.</param>
/// <param name="Judge">What the judge said; null without a verdict.</param>
internal sealed record TrialItem(LabelledItem Item, int People, int? Judge);
