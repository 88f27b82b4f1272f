namespace Groundwork.Evals;

/// <summary>What a grader looks at beside the answer.</summary>
[Flags]
public enum RubricInputs
{
    /// <summary>The answer alone.</summary>
    None = 0,

    /// <summary>The question.</summary>
    Question = 1,

    /// <summary>The turns before the question.</summary>
    Conversation = 2,

    /// <summary>The passages the answer should rest on.</summary>
    Passages = 4,

    /// <summary>A right answer.</summary>
    Reference = 8,
}
