namespace Groundwork.Evals;

/// <summary>What is put before a judge, a person or a model alike.</summary>
/// <param name="Id">Unique within its set.</param>
/// <param name="Question">What was asked.</param>
/// <param name="Answer">What was answered.</param>
public sealed record JudgedItem(string Id, string Question, string Answer)
{
    /// <summary>A second answer, where two are compared; null where one is graded.</summary>
    public string? Other { get; init; }

    /// <summary>Texts the answer should rest on; empty when nothing was retrieved, null for a subject without any.</summary>
    public IReadOnlyList<string>? Passages { get; init; }

    /// <summary>A right answer; null when none is known.</summary>
    public string? Reference { get; init; }

    /// <summary>Turns before the question, oldest first.</summary>
    public IReadOnlyList<SampleTurn> Before { get; init; } = [];

    /// <summary>Model that answered; null when not told.</summary>
    public string? Model { get; init; }

    /// <summary>Language of the answer as a code like <c>de</c>; null to tell it from the text.</summary>
    public string? Language { get; init; }
}
