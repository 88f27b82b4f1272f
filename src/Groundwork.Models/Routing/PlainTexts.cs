using Groundwork.Models.Context;

namespace Groundwork.Models.Routing;

/// <summary>Counting plain texts that are sent to be embedded or re-ranked. Each is read by itself, so each must fit by itself.</summary>
internal static class PlainTexts
{
    /// <summary>Upper bound of their tokens.</summary>
    public static long Most(IReadOnlyList<string> texts)
    {
        long most = 0;
        for (var i = 0; i < texts.Count; i++)
            most += RequestTexts.MostOf(texts[i]) + RequestTexts.PerMessage;
        return most;
    }

    /// <summary>Their tokens by the counter.</summary>
    public static long Count(IReadOnlyList<string> texts, ITokenCounter counter)
    {
        long tokens = 0;
        for (var i = 0; i < texts.Count; i++)
            tokens += counter.Count(texts[i]);
        return tokens;
    }

    /// <summary>True if the target can read the longest of them.</summary>
    public static bool LongestFits(IReadOnlyList<string> texts, TargetState state)
    {
        for (var i = 0; i < texts.Count; i++)
            if (!Fits(texts[i], state))
                return false;
        return true;
    }

    /// <summary>The refusal that names the text.</summary>
    public static ModelException TooLong(IReadOnlyList<string> texts, TargetState state)
    {
        var at = 0;
        while (at < texts.Count - 1 && Fits(texts[at], state))
            at++;
        var tokens = state.Counter.Count(texts[at]);
        return ContextFitter.TooLong(tokens, tokens, state.Target, state.Counter, 0);
    }

    private static bool Fits(string text, TargetState state) =>
        RequestTexts.MostOf(text) <= state.Target.ContextTokens || ContextFitter.WithError(state.Counter.Count(text), state.Counter) <= state.Target.ContextTokens;
}
