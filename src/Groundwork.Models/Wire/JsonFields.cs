using System.Text.Json;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace Groundwork.Models.Wire;

/// <summary>Reads fields of a reply that may be missing, null or of another kind than promised.</summary>
internal static partial class JsonFields
{
    /// <summary>Parses one document. The caller disposes it.</summary>
    /// <exception cref="JsonException">Not JSON, or not UTF-8.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> utf8)
    {
        // The parser leaves text unchecked until it is read; checking first gives one place where bad bytes show.
        if (!Utf8.IsValid(utf8.Span))
            throw new JsonException("The bytes are not UTF-8.");
        return JsonDocument.Parse(utf8);
    }

    public static JsonElement? Field(this JsonElement from, string name) =>
        from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out var value)
        && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined)
            ? value
            : null;

    public static JsonElement? ObjectField(this JsonElement from, string name) =>
        from.Field(name) is { ValueKind: JsonValueKind.Object } value ? value : null;

    public static JsonElement? ArrayField(this JsonElement from, string name) =>
        from.Field(name) is { ValueKind: JsonValueKind.Array } value ? value : null;

    public static string? TextField(this JsonElement from, string name) =>
        from.Field(name) is { ValueKind: JsonValueKind.String } value ? value.Text() : null;

    /// <summary>A whole number ≥ 0, else null.</summary>
    public static long? CountField(this JsonElement from, string name) =>
        from.Field(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var count) && count >= 0 ? count : null;

    /// <summary>The text of a JSON string; half of a surrogate pair, which some servers send when a token ends inside an emoji, becomes U+FFFD.</summary>
    public static string Text(this JsonElement text)
    {
        try
        {
            return text.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            var repaired = EscapedSurrogates().Replace(text.GetRawText(), static match => match.Groups["keep"].Success ? match.Value : "\\uFFFD");
            using var parsed = JsonDocument.Parse(repaired);
            return parsed.RootElement.GetString() ?? "";
        }
    }

    // Whole pairs and other escapes are matched only to be kept, so that what remains is a lone half.
    [GeneratedRegex(@"(?<keep>\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\[^u]|\\u(?![dD][89a-fA-F])[0-9a-fA-F]{4})|\\u[dD][89a-fA-F][0-9a-fA-F]{2}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex EscapedSurrogates();
}
