using System.Text.Json;
using Groundwork.UseCases;

namespace Groundwork.Server.OpenAi.Wire;

/// <summary>Values of a request by their JSON type, with an error that names the member.</summary>
internal static class Fields
{
    public static string Text(JsonElement value, string member) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Wrong(member, "a text", value);

    public static string? OptionalText(JsonElement of, string member) =>
        of.TryGetProperty(member, out var value) && value.ValueKind != JsonValueKind.Null ? Text(value, member) : null;

    public static string RequiredText(JsonElement of, string member, string within) =>
        OptionalText(of, member) ?? throw new InvalidRequestException($"The member \"{member}\" is missing in {within}.");

    public static bool Flag(JsonElement value, string member) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False or JsonValueKind.Null => false,
        _ => throw Wrong(member, "true or false", value),
    };

    public static float Number(JsonElement value, string member, double least, double most)
    {
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetDouble(out var number)) throw Wrong(member, "a number", value);
        return number >= least && number <= most ? (float)number : throw new InvalidRequestException(FormattableString.Invariant($"The member \"{member}\" is {number}; it must lie in {least}..{most}."));
    }

    public static long Whole(JsonElement value, string member, long least, long most)
    {
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt64(out var number)) throw Wrong(member, "a whole number", value);
        return number >= least && number <= most ? number : throw new InvalidRequestException(FormattableString.Invariant($"The member \"{member}\" is {number}; it must lie in {least}..{most}."));
    }

    public static JsonElement List(JsonElement value, string member) =>
        value.ValueKind == JsonValueKind.Array ? value : throw Wrong(member, "a list", value);

    public static JsonElement Object(JsonElement value, string member) =>
        value.ValueKind == JsonValueKind.Object ? value : throw Wrong(member, "an object", value);

    public static InvalidRequestException Wrong(string member, string expected, JsonElement value) =>
        new($"The member \"{member}\" is {expected}, not {Kind(value)}.");

    private static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => "a list",
        JsonValueKind.Object => "an object",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => $"the number {value.GetRawText()[..Math.Min(30, value.GetRawText().Length)]}",
        JsonValueKind.Null => "null",
        _ => value.GetRawText(),
    };
}
