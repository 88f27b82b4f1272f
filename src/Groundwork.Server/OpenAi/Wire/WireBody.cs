using System.Buffers;
using System.Buffers.Text;
using System.IO.Pipelines;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
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
        // The buffer goes back to the pipe, so the document needs its own bytes.
        var bytes = body.ToArray();

        // The parser leaves texts unchecked until they are read; checked here, every text of the body is good.
        if (!Utf8.IsValid(bytes)) throw new InvalidRequestException("The body is not UTF-8. Send JSON encoded as UTF-8.");
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(bytes.AsMemory(), Reading);
        }
        catch (JsonException problem)
        {
            throw new InvalidRequestException($"The body is not JSON ({problem.Message})");
        }

        if (HasHalfPair(bytes))
        {
            document.Dispose();
            throw new InvalidRequestException("A text of the body holds half of a surrogate pair, such as \\ud83d without what belongs to it. Cut texts between characters.");
        }

        if (document.RootElement.ValueKind == JsonValueKind.Object) return document;
        document.Dispose();
        throw new InvalidRequestException("The body is not a JSON object.");
    }

    /// <summary>An escape in a document that is known to be JSON is half of a surrogate pair, and the other half is not beside it.</summary>
    private static bool HasHalfPair(ReadOnlySpan<byte> json)
    {
        const int Escape = 6;
        for (var at = json.IndexOf((byte)'\\'); at >= 0; )
        {
            var length = 2;
            if (Unit(json[at..]) is { } unit)
            {
                length = Escape;
                if (char.IsLowSurrogate(unit)) return true;
                if (char.IsHighSurrogate(unit))
                {
                    if (Unit(json[(at + Escape)..]) is not { } second || !char.IsLowSurrogate(second)) return true;
                    length = 2 * Escape;
                }
            }

            var next = json[(at + length)..].IndexOf((byte)'\\');
            at = next < 0 ? -1 : at + length + next;
        }

        return false;
    }

    /// <summary>The UTF-16 unit that an escape \uXXXX at the beginning stands for; null if there is none.</summary>
    private static char? Unit(ReadOnlySpan<byte> json) =>
        json.StartsWith("\\u"u8) && Utf8Parser.TryParse(json.Slice(2, 4), out ushort unit, out var read, 'x') && read == 4 ? (char)unit : null;
}
