using System.Text.Json;
using System.Text.Unicode;

namespace Groundwork.Models.Providers.OpenAi;

/// <summary>Reads a chunk that adds text and says nothing else, without building a document. Everything else is left to the full reader.</summary>
internal static class OpenAiTextChunk
{
    /// <summary>The text, maybe empty; null if the chunk may hold more than that, or is no good.</summary>
    public static string? Read(ReadOnlySpan<byte> chunk)
    {
        if (!Utf8.IsValid(chunk))
            return null;
        var json = new Utf8JsonReader(chunk);
        try
        {
            var text = json.Read() && json.TokenType == JsonTokenType.StartObject ? Chunk(ref json) : null;
            return text is not null && !json.Read() ? text : null;
        }
        catch (Exception odd) when (odd is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string? Chunk(ref Utf8JsonReader json)
    {
        string? text = null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("choices"u8))
            {
                if (text is not null || (text = Choices(ref json)) is null)
                    return null;
            }
            else if (json.ValueTextEquals("id"u8) || json.ValueTextEquals("model"u8) || json.ValueTextEquals("object"u8) || json.ValueTextEquals("created"u8)
                || json.ValueTextEquals("system_fingerprint"u8) || json.ValueTextEquals("service_tier"u8) || json.ValueTextEquals("obfuscation"u8))
            {
                // An object of the kind "error" is one.
                if (!json.Read() || json.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray || (json.TokenType == JsonTokenType.String && json.ValueTextEquals("error"u8)))
                    return null;
            }
            else if (!IsNull(ref json))
            {
                return null;
            }
        }

        return json.TokenType == JsonTokenType.EndObject ? text : null;
    }

    private static string? Choices(ref Utf8JsonReader json)
    {
        if (!json.Read() || json.TokenType != JsonTokenType.StartArray || !json.Read() || json.TokenType != JsonTokenType.StartObject)
            return null;
        string? text = null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("delta"u8))
            {
                if (text is not null || (text = Delta(ref json)) is null)
                    return null;
            }
            else if (json.ValueTextEquals("index"u8))
            {
                if (!json.Read() || json.TokenType != JsonTokenType.Number || !json.TryGetInt32(out var index) || index != 0)
                    return null;
            }
            else if (!IsNull(ref json))
            {
                return null;
            }
        }

        return json.TokenType == JsonTokenType.EndObject && json.Read() && json.TokenType == JsonTokenType.EndArray ? text : null;
    }

    private static string? Delta(ref Utf8JsonReader json)
    {
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
            return null;
        string? text = null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("content"u8))
            {
                if (text is not null || !json.Read() || json.TokenType != JsonTokenType.String)
                    return null;
                text = json.GetString();
            }
            else if (json.ValueTextEquals("role"u8))
            {
                if (!json.Read() || json.TokenType != JsonTokenType.String)
                    return null;
            }
            else if (!IsNull(ref json))
            {
                return null;
            }
        }

        return json.TokenType == JsonTokenType.EndObject ? text : null;
    }

    private static bool IsNull(ref Utf8JsonReader json) => json.Read() && json.TokenType == JsonTokenType.Null;
}
