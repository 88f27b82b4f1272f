using System.Text.Json;
using System.Text.RegularExpressions;
using Groundwork.Evals.Scoring.Structure;

namespace Groundwork.Evals.Scoring.Tools;

/// <summary>
/// Whether a tool call is an expected one, after the Berkeley Function Calling Leaderboard (Patil et al. 2025): the same name, every argument among the accepted values, none besides,
/// and none missing but those that accept an empty text. Texts are compared without case, blanks and the marks , . / - _ * ^; numbers by value.
/// </summary>
internal static partial class CallMatch
{
    /// <summary>Why it is not; null when it is.</summary>
    public static string? Difference(ObservedToolCall call, ExpectedToolCall expected)
    {
        if (!call.Name.Equals(expected.Name, StringComparison.Ordinal))
            return $"\"{call.Name}\" was called instead of \"{expected.Name}\".";
        var text = string.IsNullOrWhiteSpace(call.Arguments) ? "{}" : call.Arguments;
        if (!JsonText.TryParse(text, out var arguments, out var problem))
            return $"The arguments of \"{call.Name}\" cannot be read. {problem}";
        if (arguments.ValueKind != JsonValueKind.Object)
            return $"The arguments of \"{call.Name}\" are no JSON object.";
        foreach (var (name, accepted) in expected.Arguments)
        {
            if (!arguments.TryGetProperty(name, out var given))
            {
                if (!accepted.Any(IsEmptyText))
                    return $"\"{call.Name}\" lacks the argument \"{name}\".";
            }
            else if (!accepted.Any(value => Accepts(value, given)))
                return $"\"{call.Name}\" has {name} = {given.GetRawText()}, which is none of the accepted values.";
        }

        var further = arguments.EnumerateObject().Where(member => !expected.Arguments.ContainsKey(member.Name)).Select(member => member.Name).FirstOrDefault();
        return further is null ? null : $"\"{call.Name}\" has the argument \"{further}\", which is not expected.";
    }

    /// <summary>An accepted value that is no JSON; null when all are.</summary>
    public static string? BrokenValue(ExpectedToolCall expected) =>
        expected.Arguments.Values.SelectMany(values => values).FirstOrDefault(value => value.Length > 0 && !JsonText.TryParse(value, out _, out _));

    private static bool IsEmptyText(string value) => value is "" or "\"\"";

    private static bool Accepts(string accepted, JsonElement given) => JsonText.TryParse(accepted.Length == 0 ? "\"\"" : accepted, out var value, out _) && Accepts(value, given);

    private static bool Accepts(JsonElement accepted, JsonElement given)
    {
        if (accepted.ValueKind != given.ValueKind)
            return false;
        return given.ValueKind switch
        {
            JsonValueKind.String => Plain(accepted.GetString()!).Equals(Plain(given.GetString()!), StringComparison.Ordinal),
            JsonValueKind.Number => JsonNumber.Of(accepted) == JsonNumber.Of(given),
            JsonValueKind.Array => accepted.GetArrayLength() == given.GetArrayLength() && accepted.EnumerateArray().Zip(given.EnumerateArray()).All(pair => Accepts(pair.First, pair.Second)),
            JsonValueKind.Object => AcceptsMembers(accepted, given),
            _ => true,
        };
    }

    // Within objects the leaderboard lists accepted values for each member; a member that is itself a list may be meant as one.
    private static bool AcceptsMembers(JsonElement accepted, JsonElement given)
    {
        foreach (var member in accepted.EnumerateObject())
        {
            var isList = member.Value.ValueKind == JsonValueKind.Array;
            if (!given.TryGetProperty(member.Name, out var value))
            {
                if (!isList || !member.Value.EnumerateArray().Any(option => option.ValueKind == JsonValueKind.String && option.GetString() is ""))
                    return false;
            }
            else if (!Accepts(member.Value, value) && !(isList && member.Value.EnumerateArray().Any(option => Accepts(option, value))))
                return false;
        }

        return given.EnumerateObject().All(member => accepted.TryGetProperty(member.Name, out _));
    }

    private static string Plain(string text) => Marks().Replace(text, "").ToLowerInvariant().Replace('\'', '"');

    [GeneratedRegex(@"[ ,./\-_*^]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Marks();
}
