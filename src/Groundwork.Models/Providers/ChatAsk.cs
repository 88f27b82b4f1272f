using Microsoft.Extensions.AI;

namespace Groundwork.Models.Providers;

/// <summary>A chat request before it is written.</summary>
/// <param name="Messages">The conversation.</param>
/// <param name="Options">What the caller wishes; null for nothing.</param>
/// <param name="Model">Who is asked.</param>
/// <param name="MaxOutputTokens">Limit of the answer, always sent.</param>
/// <param name="IsStream">The answer is wanted in pieces.</param>
internal sealed record ChatAsk(IReadOnlyList<ChatMessage> Messages, ChatOptions? Options, string Model, int MaxOutputTokens, bool IsStream)
{
    /// <summary>Tokens of the answer that may go into thinking; null where nothing is wished.</summary>
    public int? ThinkingTokens() => Options?.Reasoning?.Effort switch
    {
        ReasoningEffort.None => 0,
        ReasoningEffort.Low => MaxOutputTokens / 4,
        ReasoningEffort.Medium => MaxOutputTokens / 2,
        ReasoningEffort.High or ReasoningEffort.ExtraHigh => MaxOutputTokens / 4 * 3,
        _ => null,
    };

    /// <summary>Functions that are offered.</summary>
    /// <exception cref="NotSupportedException">A tool is not a function.</exception>
    public IReadOnlyList<AIFunctionDeclaration> Functions()
    {
        if (Options?.Tools is not { Count: > 0 } tools)
            return [];
        var functions = tools.OfType<AIFunctionDeclaration>().ToList();
        return functions.Count == tools.Count
            ? functions
            : throw new NotSupportedException("Only functions can be offered as tools. Remove hosted tools from the options.");
    }
}
