namespace Groundwork.Evals;

/// <summary>Things for people to look at, and what they decide about each.</summary>
/// <param name="Name">1..64 lower-case letters, digits and hyphens.</param>
/// <param name="Criterion">What is labelled, like <c>faithfulness</c>.</param>
/// <param name="Question">What reviewers are asked.</param>
/// <param name="Levels">What they may say.</param>
/// <param name="Reviewers">People per item, 1..9.</param>
public sealed record ReviewQueue(string Name, string Criterion, string Question, IReadOnlyList<RubricLevel> Levels, int Reviewers);
