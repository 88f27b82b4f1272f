using Groundwork.Knowledge;

namespace Groundwork.UseCases.Wiring;

/// <summary>Checks what a request says beside its question.</summary>
internal static class Asked
{
    // More is read by nobody: a few turns say what a follow-up is about.
    private const int MostTurns = 10_000;

    /// <summary>The earlier turns of a conversation.</summary>
    public static IReadOnlyList<Turn> Before(IReadOnlyList<TurnRequest>? history)
    {
        if (history is not { Count: > 0 }) return [];
        if (history.Count > MostTurns) throw new InvalidRequestException(FormattableString.Invariant($"The history has {history.Count} turns; the limit is {MostTurns}. Send the last ones."));
        var turns = new Turn[history.Count];
        for (var i = 0; i < turns.Length; i++)
        {
            if (history[i] is not { Text: { } text } turn) throw new InvalidRequestException(FormattableString.Invariant($"Turn {i + 1} of the history has no \"text\"."));
            turns[i] = new Turn(
                turn.Role switch
                {
                    "user" => TurnRole.User,
                    "assistant" => TurnRole.Assistant,
                    _ => throw new InvalidRequestException(FormattableString.Invariant($"Turn {i + 1} of the history has the role \"{turn.Role}\". Choose user or assistant.")),
                },
                text);
        }

        return turns;
    }
}
