using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Groundwork.Models;

/// <summary>
/// Members of a chat request, beyond those that <see cref="ChatOptions"/> has properties for, that servers with OpenAI's API are sent as they
/// are. Only what shapes the choice of the next token is among them: nothing that could change the model, the tier, the price, the number of
/// answers, or what is read beside what is counted.
/// </summary>
public static class ExtraMembers
{
    private const int LongestKeyword = 64;

    private static readonly FrozenDictionary<string, Func<JsonElement, bool>> s_known = new Dictionary<string, Func<JsonElement, bool>>(StringComparer.Ordinal)
    {
        ["logit_bias"] = IsObject,
        ["logprobs"] = IsFlag,
        ["top_logprobs"] = IsNumber,
        ["reasoning_effort"] = IsKeyword,
        ["verbosity"] = IsKeyword,
        ["min_p"] = IsNumber,
        ["top_a"] = IsNumber,
        ["typical_p"] = IsNumber,
        ["repetition_penalty"] = IsNumber,
        ["repeat_penalty"] = IsNumber,
        ["min_tokens"] = IsNumber,
        ["grammar"] = IsText,
        ["guided_grammar"] = IsText,
        ["guided_regex"] = IsText,
        ["guided_choice"] = IsList,
        ["guided_json"] = static value => IsObject(value) || IsText(value),
        ["chat_template_kwargs"] = AreSwitches,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // Whatever else is set there reaches the template by name, and can replace it.
    private static readonly FrozenSet<string> s_switches = FrozenSet.Create(StringComparer.Ordinal, "enable_thinking", "thinking", "thinking_budget", "reasoning_effort", "preserve_thinking");

    /// <summary>Why a member is not passed on, in a sentence that names it; null where it is.</summary>
    public static string? Problem(string name, JsonElement value)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!s_known.TryGetValue(name, out var isRight))
            return $"The member \"{name}\" is not known and not passed on, because what it makes a provider do could not be counted. Leave it out.";
        if (isRight(value))
            return null;
        return string.Equals(name, "chat_template_kwargs", StringComparison.Ordinal)
            ? $"The member \"{name}\" can hold {string.Join(", ", s_switches.Order(StringComparer.Ordinal))}, as true, false, a number or a word. Leave out the rest."
            : $"The member \"{name}\" is not of the kind that providers take. Look it up, or leave it out.";
    }

    /// <summary>The value as JSON.</summary>
    internal static JsonElement ElementOf(object value) => value is JsonElement element ? element : JsonSerializer.SerializeToElement(value, AIJsonUtilities.DefaultOptions);

    private static bool IsObject(JsonElement value) => value.ValueKind == JsonValueKind.Object;

    private static bool IsList(JsonElement value) => value.ValueKind == JsonValueKind.Array;

    private static bool IsText(JsonElement value) => value.ValueKind == JsonValueKind.String;

    private static bool IsNumber(JsonElement value) => value.ValueKind == JsonValueKind.Number;

    private static bool IsFlag(JsonElement value) => value.ValueKind is JsonValueKind.True or JsonValueKind.False;

    private static bool IsKeyword(JsonElement value) => IsText(value) && value.GetString()!.Length <= LongestKeyword;

    private static bool AreSwitches(JsonElement value)
    {
        if (!IsObject(value))
            return false;
        foreach (var one in value.EnumerateObject())
            if (!s_switches.Contains(one.Name) || !(IsFlag(one.Value) || IsNumber(one.Value) || IsKeyword(one.Value)))
                return false;
        return true;
    }
}
