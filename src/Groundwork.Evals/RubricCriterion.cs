namespace Groundwork.Evals;

/// <summary>One thing that is graded.</summary>
/// <param name="Name">1..64 lower-case letters, digits and hyphens; unique within the rubric.</param>
/// <param name="Question">What the grader decides, as one question.</param>
/// <param name="Levels">Two to five, ascending by value, each with its anchor.</param>
public sealed record RubricCriterion(string Name, string Question, IReadOnlyList<RubricLevel> Levels)
{
    /// <summary>What the grader looks at beside the answer. Default: the question.</summary>
    public RubricInputs LooksAt { get; init; } = RubricInputs.Question;

    /// <summary>Graded examples; may be empty.</summary>
    public IReadOnlyList<RubricExample> Examples { get; init; } = [];

    /// <summary>True with two levels.</summary>
    public bool IsBinary => Levels.Count == 2;
}
