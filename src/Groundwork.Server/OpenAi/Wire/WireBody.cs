using System.Buffers;
using System.IO.Pipelines;
using System.Text.Encodings.Web;
using System.Text.Json;
using Groundwork.UseCases;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Groundwork.Server.OpenAi.Wire;

/// <summary>Reads bodies and writes replies of the OpenAI wire format.</summary>
internal static class WireBody
{
    // Images travel inside the body.
    private const long MaxBytes = 64L << 20;

    /// <summary>Text in every script as itself.</summary>
    public static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = 64 };

    /// <summary>The body, a JSON object. The caller disposes it.</summary>
    /// <exception cref="InvalidRequestException">It is not.</exception>
    public static async ValueTask<JsonDocument> ReadAsync(HttpContext http)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = MaxBytes;
        var reader = http.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(http.RequestAborted);
            if (read.IsCompleted)
            {
                var document = Parse(read.Buffer);
                reader.AdvanceTo(read.Buffer.End);
                return document;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static JsonDocument Parse(ReadOnlySequence<byte> body)
    {
        JsonDocument document;
        try
        {
            // The buffer goes back to the pipe, so the document needs its own bytes.
            document = JsonDocument.Parse(body.ToArray().AsMemory(), Reading);
        }
        catch (JsonException problem)
        {
            throw new InvalidRequestException($"The body is not JSON ({problem.Message})");
        }

        if (document.RootElement.ValueKind == JsonValueKind.Object) return document;
        document.Dispose();
        throw new InvalidRequestException("The body is not a JSON object.");
    }
}
