using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Groundwork.Models.Wire;

/// <summary>Writes the body of an embeddings request.</summary>
internal static class EmbeddingRequest
{
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The body, as UTF-8.</summary>
    /// <remarks>No <c>encoding_format</c>: servers that know only one form refuse the name of the other, and the reader takes both.</remarks>
    public static ReadOnlyMemory<byte> Write(IReadOnlyList<string> texts, string model, EmbeddingGenerationOptions? options)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Writing))
        {
            json.WriteStartObject();
            json.WriteString("model", model);
            json.WriteStartArray("input");
            foreach (var text in texts)
                json.WriteStringValue(Utf16.Repaired(text));
            json.WriteEndArray();
            if (options?.Dimensions is { } dimensions)
                json.WriteNumber("dimensions", dimensions);
            json.WriteEndObject();
        }

        return AdditionalFields.Merge(buffer.WrittenMemory, options?.AdditionalProperties);
    }
}
