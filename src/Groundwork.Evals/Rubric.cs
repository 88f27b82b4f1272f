namespace Groundwork.Evals;

/// <summary>How an answer is graded, as people wrote and reviewed it. The file is described in docs/formats/rubric.md; <see cref="RubricFile"/> reads it.</summary>
/// <param name="Name">1..64 lower-case letters, digits and hyphens.</param>
/// <param name="Title">For people.</param>
/// <param name="Criteria">One to ten; each is judged on its own.</param>
public sealed record Rubric(string Name, string Title, IReadOnlyList<RubricCriterion> Criteria)
{
    /// <summary>What a grader must know beyond the criteria; empty for nothing.</summary>
    public string Instructions { get; init; } = "";

    /// <summary>Hash of everything the rubric says.</summary>
    public string Fingerprint { get; init; } = "";
}
