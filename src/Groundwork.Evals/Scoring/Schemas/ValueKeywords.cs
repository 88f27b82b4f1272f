using System.Text;
using System.Text.Json;
using Groundwork.Evals.Scoring.Structure;

namespace Groundwork.Evals.Scoring.Schemas;

/// <summary>Keywords that look at a value alone, without other schemas.</summary>
internal static class ValueKeywords
{
    /// <summary>What is the matter; null when nothing is, or when the keyword is another.</summary>
    public static string? Problem(string keyword, JsonElement rule, JsonElement value) => keyword switch
    {
        "type" => Type(rule, value),
        "enum" => rule.EnumerateArray().Any(option => AreEqual(option, value)) ? null : "is none of the allowed values",
        "const" => AreEqual(rule, value) ? null : "is not the required value",
        _ => value.ValueKind switch
        {
            JsonValueKind.Number => OfNumber(keyword, rule, value),
            JsonValueKind.String => OfText(keyword, rule, value),
            JsonValueKind.Array => OfArray(keyword, rule, value),
            JsonValueKind.Object => OfObject(keyword, rule, value),
            _ => null,
        },
    };

    private static string? Type(JsonElement rule, JsonElement value)
    {
        if (rule.ValueKind == JsonValueKind.String)
            return IsOf(rule.GetString()!, value) ? null : $"is not of type {rule.GetString()}";
        return rule.EnumerateArray().Any(type => IsOf(type.GetString()!, value)) ? null : $"is of none of the types {rule.GetRawText()}";
    }

    private static bool IsOf(string type, JsonElement value) => type switch
    {
        "null" => value.ValueKind == JsonValueKind.Null,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && JsonNumber.Of(value).IsInteger,
        _ => throw new JsonSchemaException($"There is no type \"{type}\"."),
    };

    private static bool AreEqual(JsonElement left, JsonElement right) => JsonDifference.First(left, right, IgnoredPaths.None) is null;

    private static string? OfNumber(string keyword, JsonElement rule, JsonElement value) => keyword switch
    {
        "minimum" => Compared(value, rule) >= 0 ? null : $"is less than {rule}",
        "maximum" => Compared(value, rule) <= 0 ? null : $"is more than {rule}",
        "exclusiveMinimum" => Compared(value, rule) > 0 ? null : $"is not more than {rule}",
        "exclusiveMaximum" => Compared(value, rule) < 0 ? null : $"is not less than {rule}",
        "multipleOf" => JsonNumber.Of(value).IsMultipleOf(JsonNumber.Of(rule)) ? null : $"is no multiple of {rule}",
        _ => null,
    };

    private static string? OfText(string keyword, JsonElement rule, JsonElement value) => keyword switch
    {
        "minLength" => Runes(value).CompareTo(JsonNumber.Of(rule)) >= 0 ? null : $"has fewer than {rule} characters",
        "maxLength" => Runes(value).CompareTo(JsonNumber.Of(rule)) <= 0 ? null : $"has more than {rule} characters",
        "pattern" => SchemaPatterns.IsMatch(rule.GetString()!, value.GetString()!) ? null : $"does not match the pattern {rule.GetString()}",
        _ => null,
    };

    private static string? OfArray(string keyword, JsonElement rule, JsonElement value) => keyword switch
    {
        "minItems" => Number(value.GetArrayLength()).CompareTo(JsonNumber.Of(rule)) >= 0 ? null : $"has fewer than {rule} elements",
        "maxItems" => Number(value.GetArrayLength()).CompareTo(JsonNumber.Of(rule)) <= 0 ? null : $"has more than {rule} elements",
        "uniqueItems" => rule.ValueKind != JsonValueKind.True || AreUnique(value) ? null : "has equal elements",
        _ => null,
    };

    private static string? OfObject(string keyword, JsonElement rule, JsonElement value)
    {
        switch (keyword)
        {
            case "minProperties":
                return Number(value.GetPropertyCount()).CompareTo(JsonNumber.Of(rule)) >= 0 ? null : $"has fewer than {rule} members";
            case "maxProperties":
                return Number(value.GetPropertyCount()).CompareTo(JsonNumber.Of(rule)) <= 0 ? null : $"has more than {rule} members";
            case "required":
                return Missing(rule, value) is { } missing ? $"lacks the member \"{missing}\"" : null;
            case "dependentRequired":
                var needed = rule.EnumerateObject().Where(member => value.TryGetProperty(member.Name, out _)).Select(member => Missing(member.Value, value)).FirstOrDefault(name => name is not null);
                return needed is null ? null : $"lacks the member \"{needed}\", which another member needs";
            default:
                return null;
        }
    }

    public static string? Missing(JsonElement names, JsonElement value) =>
        names.EnumerateArray().Select(name => name.GetString()!).FirstOrDefault(name => !value.TryGetProperty(name, out _));

    private static bool AreUnique(JsonElement array)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return array.EnumerateArray().All(item => seen.Add(CanonicalJson.Of(item)));
    }

    private static int Compared(JsonElement value, JsonElement rule) => JsonNumber.Of(value).CompareTo(JsonNumber.Of(rule));

    private static JsonNumber Number(int value) => JsonNumber.Parse(value.ToString(System.Globalization.CultureInfo.InvariantCulture));

    private static JsonNumber Runes(JsonElement text) => Number(text.GetString()!.EnumerateRunes().Count());
}
