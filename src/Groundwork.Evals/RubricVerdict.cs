namespace Groundwork.Evals;

/// <summary>What a judge said about one criterion, with every repeat: the evidence behind a rubric score.</summary>
/// <param name="Criterion">Name of the criterion.</param>
/// <param name="Grades">One for each repeat.</param>
/// <param name="Result">What they come to: the median where it is one level, otherwise failed.</param>
public sealed record RubricVerdict(string Criterion, IReadOnlyList<Grade> Grades, Grade Result);
