namespace Groundwork.Knowledge.Understanding;

/// <summary>What a step made of a question.</summary>
/// <param name="Question">The question to go on with.</param>
/// <param name="IsUsed">Whether the step changed anything.</param>
/// <param name="What">What it changed, or why it changed nothing.</param>
internal sealed record Understood(Question Question, bool IsUsed, string What)
{
    /// <summary>Further questions whose passages count beside the question's own.</summary>
    public IReadOnlyList<string> Others { get; init; } = [];

    /// <summary>The question to be answered where the step wrote another one; null otherwise. Words that are only searched differently are not.</summary>
    public string? Restated { get; init; }

    public static Understood Unchanged(Question question, string why) => new(question, IsUsed: false, why);

    public static Understood Changed(Question question, string what) => new(question, IsUsed: true, what);
}
