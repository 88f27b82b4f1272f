namespace Groundwork.Evals;

/// <summary>Which of two answers is better.</summary>
public enum PairChoice
{
    /// <summary>Neither, or nobody can tell.</summary>
    Tie,

    /// <summary><see cref="JudgedItem.Answer"/>.</summary>
    Answer,

    /// <summary><see cref="JudgedItem.Other"/>.</summary>
    Other,
}
