namespace Groundwork.Evals;

/// <summary>Where the parts of an observation stand in a JSON reply. What is null is not read; without a text path, the text of a reply that has no other part is the reply itself.</summary>
public sealed record ReplyShape
{
    /// <summary>The whole reply is the answer.</summary>
    public static ReplyShape PlainText { get; } = new();

    /// <summary>Path of the answer's text, like <c>$.answer</c>; several values are joined by line breaks.</summary>
    public string? Text { get; init; }

    /// <summary>Path of the ids of ranked documents, best first, like <c>$.hits[*].document</c>.</summary>
    public string? Ranking { get; init; }

    /// <summary>Path of the scores of the ranked documents, as many as there are ids; null to score by place.</summary>
    public string? Scores { get; init; }

    /// <summary>Path of the texts of the passages, best first; their documents are those of the ranking where both have the same number.</summary>
    public string? Passages { get; init; }

    /// <summary>Path of what is true, not null or not empty when the subject declined to answer.</summary>
    public string? Abstained { get; init; }

    /// <summary>Path of how sure the subject is, 0..1.</summary>
    public string? Confidence { get; init; }

    /// <summary>Path of the price in US dollars.</summary>
    public string? Dollars { get; init; }

    /// <summary>True when nothing is read from a reply but its text as it stands.</summary>
    public bool IsPlainText => this == PlainText;
}
