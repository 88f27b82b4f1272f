namespace Groundwork.Evals;

/// <summary>An item in a review queue.</summary>
/// <param name="Queue">Name of the queue.</param>
/// <param name="Item">What reviewers see.</param>
/// <param name="Reason">Why it is here; the first of the rules that chose it.</param>
/// <param name="Verdict">What a judge said, hidden from reviewers until they have voted; null when none judged.</param>
public sealed record ReviewItem(string Queue, JudgedItem Item, ReviewReason Reason, int? Verdict);
