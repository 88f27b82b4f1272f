namespace Groundwork.Evals;

/// <summary>A graded example in a rubric.</summary>
/// <param name="Question">What was asked; empty where it does not matter.</param>
/// <param name="Answer">What was answered.</param>
/// <param name="Level">The right level.</param>
/// <param name="Reason">Why.</param>
public sealed record RubricExample(string Question, string Answer, int Level, string Reason);
