namespace Groundwork.UseCases.Conversing;

/// <summary>What of the earlier turns goes along with a question: the newest that fit.</summary>
/// <param name="Turns">Oldest first.</param>
/// <param name="LeftOut">Earlier turns that no longer fit.</param>
internal sealed record EarlierTurns(IReadOnlyList<Turn> Turns, int LeftOut)
{
    /// <summary>Takes turns from the newest on until one does not fit; those without an answer say nothing and do not count.</summary>
    public static EarlierTurns Of(IReadOnlyList<Turn> earlier, ConversationSettings limits)
    {
        var told = earlier.Where(t => t.Reply is not null && t.Request is not null).ToList();
        var first = told.Count;
        var characters = 0;
        while (first > 0 && told.Count - first < limits.HistoryTurns && characters + told[first - 1].Length <= limits.HistoryCharacters) characters += told[--first].Length;
        return new EarlierTurns(told[first..], first);
    }
}
