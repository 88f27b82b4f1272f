namespace Groundwork.Knowledge;

/// <summary>Words searched beside a question's own.</summary>
/// <param name="Text">The words.</param>
/// <param name="Weight">What they count, where a word of the question counts 1; more than 0, at most 100.</param>
public readonly record struct WeightedText(string Text, float Weight)
{
    /// <summary>Whether they are words of earlier turns that say what a follow-up is about: part of the question, and not only of its search.</summary>
    public bool IsCarried { get; init; }
}
