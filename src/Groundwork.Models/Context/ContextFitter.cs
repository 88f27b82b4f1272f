using System.Globalization;
using Microsoft.Extensions.AI;

namespace Groundwork.Models.Context;

/// <summary>Leaves out the oldest turns of a conversation until it fits a model.</summary>
/// <remarks>
/// A turn begins with a message of the user and ends before the next one; a tool call goes together with its result. Instructions and the
/// last user message always stay. When only the last turn is left, its oldest tool rounds go, but not the newest. A request that still does
/// not fit is refused with its counts. Work is linear in the messages.
/// </remarks>
internal static class ContextFitter
{
    /// <summary>True if the request fits by the count, error included.</summary>
    public static bool Fits(IReadOnlyList<ChatMessage> messages, ChatOptions? options, ModelTarget target, ITokenCounter counter, int output)
    {
        var tokens = RequestTexts.Count(options, counter);
        for (var i = 0; i < messages.Count; i++)
            tokens += RequestTexts.Count(messages[i], counter);
        return WithError(tokens, counter) + output <= target.ContextTokens;
    }

    /// <summary>The messages that fit.</summary>
    /// <exception cref="ModelException">Even the instructions and the last user message are too long.</exception>
    public static FittedPrompt Fit(IReadOnlyList<ChatMessage> messages, ChatOptions? options, ModelTarget target, ITokenCounter counter, int output)
    {
        var rounds = Rounds(messages, counter);
        var tokens = RequestTexts.Count(options, counter);
        foreach (var round in rounds)
            tokens += round.Tokens;
        var all = tokens;
        var dropped = 0;
        var isDropped = new bool[rounds.Count];
        var last = rounds.FindLastIndex(static round => round.IsUser);

        for (var i = 0; i < rounds.Count && !FitsNow(tokens); i++)
        {
            if (rounds[i].IsPinned || i == last || i == rounds.Count - 1)
                continue;
            // A turn goes as a whole: its question without its answers, or the other way round, would be another conversation.
            var turnEnds = i;
            do
            {
                if (!rounds[turnEnds].IsPinned)
                {
                    isDropped[turnEnds] = true;
                    tokens -= rounds[turnEnds].Tokens;
                }

                turnEnds++;
            }
            while (i < last && turnEnds < last && !rounds[turnEnds].IsUser);
            i = turnEnds - 1;
            dropped++;
        }

        if (!FitsNow(tokens))
            throw TooLong(all, tokens, target, counter, output);
        return dropped == 0 ? new FittedPrompt(messages, 0) : new FittedPrompt(Kept(messages, rounds, isDropped), dropped);

        bool FitsNow(long count) => WithError(count, counter) + output <= target.ContextTokens;
    }

    /// <summary>The refusal of a request that is too long, with its counts.</summary>
    public static ModelException TooLong(long all, long least, ModelTarget target, ITokenCounter counter, int output) =>
        new(ModelFailure.TooLong, isTransient: false, string.Create(
            CultureInfo.InvariantCulture,
            $"The request has {all} tokens (counted with an error of up to {100 * counter.Error:0.#} %), {least} without what may be left out, and up to {output} more for the answer; \"{target.Name}\" holds {target.ContextTokens}. Shorten the last question or the instructions, ask for a shorter answer, or use a model with a longer context."))
        {
            Attempts = 0,
        };

    /// <summary>A count with its error on top.</summary>
    public static long WithError(long tokens, ITokenCounter counter) => (long)Math.Ceiling(tokens * (1 + counter.Error));

    private static List<Round> Rounds(IReadOnlyList<ChatMessage> messages, ITokenCounter counter)
    {
        var rounds = new List<Round>(messages.Count);
        for (var i = 0; i < messages.Count; i++)
        {
            var message = messages[i];
            var tokens = RequestTexts.Count(message, counter);
            if (HasToolResult(message) && rounds.Count > 0 && !rounds[^1].IsPinned)
            {
                rounds[^1] = rounds[^1] with { Messages = i + 1 - rounds[^1].From, Tokens = rounds[^1].Tokens + tokens };
                continue;
            }

            rounds.Add(new Round(i, 1, tokens, IsPinned: message.Role == ChatRole.System, IsUser: message.Role == ChatRole.User));
        }

        return rounds;
    }

    private static bool HasToolResult(ChatMessage message)
    {
        if (message.Role == ChatRole.Tool)
            return true;
        foreach (var content in message.Contents)
            if (content is FunctionResultContent)
                return true;
        return false;
    }

    private static List<ChatMessage> Kept(IReadOnlyList<ChatMessage> messages, List<Round> rounds, bool[] isDropped)
    {
        var kept = new List<ChatMessage>(messages.Count);
        for (var i = 0; i < rounds.Count; i++)
        {
            if (isDropped[i])
                continue;
            for (var j = 0; j < rounds[i].Messages; j++)
                kept.Add(messages[rounds[i].From + j]);
        }

        return kept;
    }

    /// <summary>A message, or a tool call with its results.</summary>
    private readonly record struct Round(int From, int Messages, long Tokens, bool IsPinned, bool IsUser);
}
