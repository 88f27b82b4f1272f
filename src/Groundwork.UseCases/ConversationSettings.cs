namespace Groundwork.UseCases;

/// <summary>How much conversations remember. Section <c>conversations</c> of the settings file.</summary>
public sealed record ConversationSettings
{
    /// <summary>Most earlier turns that go along with a question, 0 to 100. Default 6. Setting <c>conversations.historyTurns</c>.</summary>
    public int HistoryTurns { get; init; } = 6;

    /// <summary>Most characters of those turns, questions and answers together, 0 to 200,000. Default 12,000. Setting <c>conversations.historyCharacters</c>.</summary>
    public int HistoryCharacters { get; init; } = 12_000;

    /// <summary>Most turns that one conversation keeps, replaced ones too, 1 to 10,000. Default 200. Setting <c>conversations.maxTurns</c>.</summary>
    public int MaxTurns { get; init; } = 200;

    /// <summary>All problems with these values; empty when there are none.</summary>
    public IReadOnlyList<string> Validate()
    {
        var problems = new List<string>();
        if (HistoryTurns is < 0 or > 100) problems.Add(FormattableString.Invariant($"The setting conversations.historyTurns is {HistoryTurns}; it must lie in 0..100."));
        if (HistoryCharacters is < 0 or > 200_000) problems.Add(FormattableString.Invariant($"The setting conversations.historyCharacters is {HistoryCharacters}; it must lie in 0..200000."));
        if (MaxTurns is < 1 or > 10_000) problems.Add(FormattableString.Invariant($"The setting conversations.maxTurns is {MaxTurns}; it must lie in 1..10000."));
        return problems;
    }
}
