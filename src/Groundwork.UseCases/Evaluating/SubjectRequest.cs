namespace Groundwork.UseCases.Evaluating;

/// <summary>A subject as people name it, with what it is told.</summary>
/// <param name="Kind">What kind of subject.</param>
/// <param name="Target">Collection, route or file, as the kind says.</param>
internal sealed record SubjectRequest(SubjectKind Kind, string Target)
{
    /// <summary><c>hybrid</c>, <c>text</c> or <c>vector</c>.</summary>
    public string Mode { get; init; } = "hybrid";

    /// <summary>Passages that a retrieval gives, 1..1000.</summary>
    public int Passages { get; init; } = 100;

    /// <summary>Steps between question and passages; null for the collection's own.</summary>
    public IReadOnlyList<string>? Steps { get; init; }

    /// <summary>Answers by extraction even where a model is configured.</summary>
    public bool IsExtractive { get; init; }

    /// <summary>Cost of a wrong answer relative to a missing one; null for the settings' own.</summary>
    public double? WrongCost { get; init; }

    /// <summary>Prompt template of a route; null for the input alone.</summary>
    public string? Prompt { get; init; }
}
