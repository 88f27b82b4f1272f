using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Groundwork.Knowledge.Answering;

/// <summary>
/// A draft as JSON: <c>{"sentences":[{"text","evidence":[{"number","quote"}]}]}</c>. What models break is mended mechanically: words and fences around the object, trailing commas,
/// line breaks within strings, an object that was cut off. What still is no such object is read as text.
/// </summary>
internal static class StructuredDraft
{
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 16 };

    /// <summary>What a model that can follow a schema is asked for.</summary>
    public static ChatResponseFormat Format { get; } = ChatResponseFormat.ForJsonSchema(
        JsonDocument.Parse(
            """
            {"type":"object","additionalProperties":false,"required":["sentences"],"properties":{"sentences":{"type":"array","items":{"type":"object","additionalProperties":false,"required":["text","evidence"],
            "properties":{"text":{"type":"string"},"evidence":{"type":"array","items":{"type":"object","additionalProperties":false,"required":["number","quote"],"properties":{"number":{"type":"integer"},"quote":{"type":"string"}}}}}}}}}
            """).RootElement,
        "cited_sentences",
        "Sentences of the answer, each with the evidence that proves it. No sentences when the evidence does not answer.");

    /// <summary>The draft's sentences; null when the text is no such object.</summary>
    public static IReadOnlyList<DraftClaim>? Read(string draft)
    {
        var start = draft.IndexOf('{', StringComparison.Ordinal);
        if (start < 0) return null;
        try
        {
            using var json = JsonDocument.Parse(Mended(draft, start), Lenient);
            if (!json.RootElement.TryGetProperty("sentences", out var sentences) || sentences.ValueKind != JsonValueKind.Array) return null;
            var claims = new List<DraftClaim>();
            foreach (var sentence in sentences.EnumerateArray())
                if (TextOf(sentence) is { Length: > 0 } text) claims.AddRange(ClaimsOf(text, MarkersOf(sentence)));
            return claims;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // A model may put two sentences into one, or markers into the text: both mean what they mean in a draft of text.
    private static IEnumerable<DraftClaim> ClaimsOf(string text, List<CitationMarker> markers) =>
        CitationReader.Read(text).Select(claim => claim with { Markers = [.. claim.Markers.Concat(markers).Distinct()] });

    private static string? TextOf(JsonElement sentence) =>
        sentence.ValueKind == JsonValueKind.Object && sentence.TryGetProperty("text", out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()!.Trim() : null;

    private static List<CitationMarker> MarkersOf(JsonElement sentence)
    {
        var markers = new List<CitationMarker>();
        if (!sentence.TryGetProperty("evidence", out var evidence) || evidence.ValueKind != JsonValueKind.Array) return markers;
        foreach (var cited in evidence.EnumerateArray())
        {
            if (NumberOf(cited) is { } bare) markers.Add(new CitationMarker(bare, null));
            if (cited.ValueKind != JsonValueKind.Object || !cited.TryGetProperty("number", out var number) || NumberOf(number) is not { } value) continue;
            var quote = cited.TryGetProperty("quote", out var quoted) && quoted.ValueKind == JsonValueKind.String && !string.IsNullOrWhiteSpace(quoted.GetString()) ? quoted.GetString() : null;
            markers.Add(new CitationMarker(value, quote));
        }

        return markers;
    }

    private static int? NumberOf(JsonElement element) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out var value) && value >= 0 ? value
        : element.ValueKind == JsonValueKind.String && int.TryParse(element.GetString(), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var written) ? written
        : null;

    // From the first brace to where it closes, or to the end with what is missing put there. One pass.
    private static string Mended(string draft, int start)
    {
        var mended = new StringBuilder(Math.Min(draft.Length, CitationReader.MostCharacters) + 16);
        var closers = new Stack<char>();
        var isInString = false;
        for (var i = start; i < draft.Length && mended.Length < CitationReader.MostCharacters; i++)
        {
            var c = draft[i];
            if (isInString)
            {
                if (c == '\\' && i + 1 < draft.Length)
                {
                    mended.Append(c).Append(draft[++i]);
                    continue;
                }

                if (c < ' ') mended.Append(c == '\n' ? "\\n" : " ");
                else mended.Append(c);
                isInString = c != '"';
                continue;
            }

            mended.Append(c);
            if (c == '"') isInString = true;
            else if (c == '{') closers.Push('}');
            else if (c == '[') closers.Push(']');
            else if (c is '}' or ']' && closers.TryPop(out _) && closers.Count == 0) return mended.ToString();
        }

        if (isInString) mended.Append('"');
        while (closers.TryPop(out var closer)) mended.Append(closer);
        return mended.ToString();
    }
}
