namespace Groundwork.Evals;

/// <summary>The evidence behind the rubric scores of one observation.</summary>
/// <param name="Judge">Name of the judge.</param>
/// <param name="JudgeFingerprint">Hash of everything that decides what it says.</param>
/// <param name="Kinship">How the judge and the model that answered are related.</param>
/// <param name="Criteria">One for each criterion of the rubric.</param>
public sealed record RubricVerdicts(string Judge, string JudgeFingerprint, JudgeKinship Kinship, IReadOnlyList<RubricVerdict> Criteria)
{
    /// <summary>Key of the codes in its calls, see <see cref="JudgeOptions.Secret"/>; null where there was none or each judge of a panel has its own.</summary>
    public string? Secret { get; init; }
}
