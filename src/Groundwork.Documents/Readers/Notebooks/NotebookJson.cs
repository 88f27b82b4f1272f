using System.Text;
using System.Text.Json;
using Groundwork.Documents.Canonical;

namespace Groundwork.Documents.Readers.Notebooks;

/// <summary>Reads values of a notebook without trusting their types.</summary>
internal static class NotebookJson
{
    /// <summary>A named value; an undefined element when the owner is no object or has none.</summary>
    public static JsonElement Get(this JsonElement owner, string name) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out var value) ? value : default;

    /// <summary>A text, or lines of text put together; null for anything else.</summary>
    public static string? Text(this JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                return CanonicalText.Clean(StringOf(value));
            case JsonValueKind.Array:
                var text = new StringBuilder();
                foreach (var line in value.EnumerateArray())
                {
                    if (line.ValueKind != JsonValueKind.String) return null;
                    text.Append(StringOf(line));
                }

                return CanonicalText.Clean(text.ToString());
            default:
                return null;
        }
    }

    /// <summary>The items of a list; none for anything else.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement value) => value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [];

    private static string StringOf(JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair as an escape: the escapes themselves are shown.
            return value.GetRawText().Trim('"');
        }
    }
}
