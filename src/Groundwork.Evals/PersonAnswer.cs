namespace Groundwork.Evals;

/// <summary>What a person answers.</summary>
/// <param name="Text">The answer; for somebody who declines, why, or nothing.</param>
public sealed record PersonAnswer(string Text)
{
    /// <summary>True when the person says that there is no answer or that they do not know it.</summary>
    public bool IsAbstained { get; init; }

    /// <summary>How sure the person is, 0..1; null when not asked.</summary>
    public double? Confidence { get; init; }
}
