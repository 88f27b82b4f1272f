namespace Groundwork.Knowledge;

/// <summary>What happens while a question is answered. A closed set; <see cref="Completed"/> comes last and once.</summary>
public abstract record AnswerEvent
{
    private AnswerEvent() { }

    /// <summary>The evidence was found.</summary>
    public sealed record Found(Retrieved Evidence) : AnswerEvent;

    /// <summary>A piece of the model's draft. It is not yet checked: the completed answer may hold less.</summary>
    public sealed record Drafted(string Text) : AnswerEvent;

    /// <summary>
    /// A sentence of the draft is complete and was checked, <paramref name="Support"/> being its citations and <paramref name="Unsupported"/> why there are none. The completed answer
    /// decides: a source may still change.
    /// </summary>
    public sealed record Verified(string Text, IReadOnlyList<CitedPassage> Support, UnsupportedReason? Unsupported) : AnswerEvent
    {
        /// <summary>How likely the draft is right as far as it has come, 0..1, as <see cref="Answer.Confidence"/> is when it has ended.</summary>
        public double Confidence { get; init; }
    }

    /// <summary>The checked answer.</summary>
    public sealed record Completed(Answer Answer, long Commit) : AnswerEvent;
}
