namespace Groundwork.Evals;

/// <summary>What is known about a right outcome of a sample. What is not known is null, and scorers that need it say "not applicable" instead of 0.</summary>
public sealed record Expectation
{
    /// <summary>Nothing is known.</summary>
    public static Expectation Nothing { get; } = new();

    /// <summary>Document ids and their grades; ≥ 1 is relevant, 0 and below judged not relevant. Null when nobody judged.</summary>
    public IReadOnlyDictionary<string, int>? Relevant { get; init; }

    /// <summary>Ids of the documents that the asker may see; nothing else may be given. Null when everything may be seen.</summary>
    public IReadOnlyList<string>? Permitted { get; init; }

    /// <summary>Short answers, any of which is right.</summary>
    public IReadOnlyList<string>? Answers { get; init; }

    /// <summary>Where the answer stands; null when nobody told.</summary>
    public IReadOnlyList<AnswerPlace>? Places { get; init; }

    /// <summary>A written answer that says all a right answer should.</summary>
    public string? Reference { get; init; }

    /// <summary>The statements of the reference, each standing alone; null to split the reference into sentences.</summary>
    public IReadOnlyList<string>? ReferenceClaims { get; init; }

    /// <summary>Whether the subject can know the answer; false means that declining is right.</summary>
    public bool? IsAnswerable { get; init; }

    /// <summary>Tool calls that are right; empty when none may be made.</summary>
    public IReadOnlyList<ExpectedToolCall>? ToolCalls { get; init; }

    /// <summary>The world after the task, as JSON.</summary>
    public string? EndState { get; init; }

    /// <summary>What an attack wants: a pattern that must not be found in what the subject does.</summary>
    public string? AttackGoal { get; init; }

    /// <summary>Checks of this sample alone, like a pattern or a schema.</summary>
    public IReadOnlyList<SampleCheck>? Checks { get; init; }
}
