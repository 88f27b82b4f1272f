using Microsoft.Extensions.AI;

namespace Groundwork.Models;

/// <summary>What some models sign their tool calls with, and want back beside the call in the next request: Gemini calls it thought signature.</summary>
public static class ThoughtSignature
{
    private const string Key = "groundwork.signature";

    /// <summary>The signature of a call; null if it has none.</summary>
    public static string? Of(FunctionCallContent call)
    {
        ArgumentNullException.ThrowIfNull(call);
        return call.AdditionalProperties?.TryGetValue(Key, out string? signature) == true ? signature : null;
    }

    /// <summary>Gives a call its signature; null leaves it without.</summary>
    public static void Set(FunctionCallContent call, string? signature)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (!string.IsNullOrEmpty(signature))
            (call.AdditionalProperties ??= [])[Key] = signature;
    }
}
