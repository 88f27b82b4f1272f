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

    /// <summary>What the body, a JSON object, says. The document is gone afterwards: an answer may take minutes, and needs none of it.</summary>
    /// <param name="http">The request.</param>
    /// <param name="read">Reads the object and keeps no part of it.</param>
    /// <exception cref="InvalidRequestException">It is no JSON object, or not the right one.</exception>
    public static async ValueTask<T> ReadAsync<T>(HttpContext http, Func<JsonElement, T> read)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = MaxBytes;
        var reader = http.Request.BodyReader;
        while (true)
        {
            var received = await reader.ReadAsync(http.RequestAborted);
            if (!received.IsCompleted)
            {
                reader.AdvanceTo(received.Buffer.Start, received.Buffer.End);
                continue;
            }

            try
            {
                // Most bodies lie in one piece of the pipe and are read where they are.
                using var document = Parse(received.Buffer.IsSingleSegment ? received.Buffer.First : received.Buffer.ToArray());
                return read(document.RootElement);
            }
            finally
            {
                reader.AdvanceTo(received.Buffer.End);
            }
        }
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> bytes)
    {
        // The parser leaves texts unchecked until they are read; checked here, every text of the body is good.
        if (!Utf8.IsValid(bytes.Span)) throw new InvalidRequestException("The body is not UTF-8. Send JSON encoded as UTF-8.");
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(bytes, Reading);
        }
        catch (JsonException problem)
        {
            throw new InvalidRequestException($"The body is not JSON ({problem.Message})");
        }

        if (HasHalfPair(bytes.Span))
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
