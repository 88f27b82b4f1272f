using Groundwork.Knowledge;

namespace Groundwork.UseCases.Wiring;

/// <summary>Checks what a request says beside its question.</summary>
internal static class Asked
{
    // More is read by nobody: a few turns say what a follow-up is about.
    private const int MostTurns = 10_000;
    private const int MostFilters = 100;
    private const int MostFilterCharacters = 1000;
    private const int MostSteps = 50;

    /// <summary>The question of a request, without its history.</summary>
    public static Question Question(AskRequest request)
    {
        if (request.Filters is { Count: > MostFilters } filters) throw new InvalidRequestException(FormattableString.Invariant($"There are {filters.Count} filters; the limit is {MostFilters}."));
        foreach (var filter in request.Filters ?? [])
            if (filter is null or { Length: > MostFilterCharacters }) throw new InvalidRequestException(FormattableString.Invariant($"A filter has {filter?.Length ?? 0} characters; it must have 1 to {MostFilterCharacters}."));
        if (request.Steps is { Count: > MostSteps } steps) throw new InvalidRequestException(FormattableString.Invariant($"There are {steps.Count} steps; the limit is {MostSteps}."));
        return QuestionText.Read(request.Question, request.Mode, request.Filters);
    }

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
