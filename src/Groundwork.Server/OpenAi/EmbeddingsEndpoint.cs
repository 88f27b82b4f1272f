using System.Runtime.InteropServices;
using System.Text.Json;
using Groundwork.Server.Api.Wire;
using Groundwork.Server.OpenAi.Wire;
using Groundwork.UseCases;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;

namespace Groundwork.Server.OpenAi;

/// <summary><c>POST /v1/embeddings</c></summary>
internal sealed class EmbeddingsEndpoint(Workspace workspace)
{
    private const int MostTexts = 2048;

    public async Task HandleAsync(HttpContext http)
    {
        var key = await KeyCheck.KeyOfAsync(workspace, http);
        var request = await WireBody.ReadAsync(http, Read);
        using var embedder = await new UseModel(workspace).EmbedderAsync(request.Model, key, request.User, http.RequestAborted);
        var vectors = await embedder.GenerateAsync(request.Texts, request.Options, http.RequestAborted);
        http.Response.ContentType = JsonReply.ContentType;
        await using (var json = new Utf8JsonWriter(http.Response.BodyWriter, WireBody.Writing)) Write(json, vectors, request.Model, request.IsBase64);
        await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
    }

    private static (string Model, List<string> Texts, bool IsBase64, EmbeddingGenerationOptions? Options, string? User) Read(JsonElement root)
    {
        var model = Fields.RequiredText(root, "model", "the body");
        var texts = Texts(root);
        var isBase64 = Fields.OptionalText(root, "encoding_format") switch
        {
            null or "float" => false,
            "base64" => true,
            var other => throw new InvalidRequestException($"The member \"encoding_format\" is \"{other}\"; possible are float and base64."),
        };
        var options = root.TryGetProperty("dimensions", out var dimensions) && dimensions.ValueKind != JsonValueKind.Null
            ? new EmbeddingGenerationOptions { Dimensions = (int)Fields.Whole(dimensions, "dimensions", 1, 1 << 16) }
            : null;
        return (model, texts, isBase64, options, Fields.OptionalText(root, "user"));
    }

    private static List<string> Texts(JsonElement root)
    {
        if (!root.TryGetProperty("input", out var input)) throw new InvalidRequestException("The member \"input\" is missing. Send a text or a list of texts.");
        if (input.ValueKind == JsonValueKind.String) return [NotEmpty(input.GetString()!)];
        var texts = new List<string>();
        foreach (var text in Fields.List(input, "input").EnumerateArray())
        {
            if (text.ValueKind is JsonValueKind.Number or JsonValueKind.Array)
                throw new InvalidRequestException("The member \"input\" holds token numbers, whose vocabulary is not known here. Send texts.");
            texts.Add(NotEmpty(Fields.Text(text, "input")));
        }

        return texts.Count is > 0 and <= MostTexts
            ? texts
            : throw new InvalidRequestException(FormattableString.Invariant($"The member \"input\" holds {texts.Count} texts; send 1..{MostTexts}."));
    }

    private static string NotEmpty(string text) => !string.IsNullOrWhiteSpace(text) ? text : throw new InvalidRequestException("The member \"input\" holds a text without a word. Leave it out.");

    private static void Write(Utf8JsonWriter json, GeneratedEmbeddings<Embedding<float>> vectors, string model, bool isBase64)
    {
        json.WriteStartObject();
        json.WriteString("object", "list");
        json.WriteStartArray("data");
        for (var i = 0; i < vectors.Count; i++)
        {
            json.WriteStartObject();
            json.WriteString("object", "embedding");
            json.WriteNumber("index", i);
            if (isBase64)
            {
                // Little-endian 32-bit floats, as every machine we run on keeps them.
                json.WriteBase64String("embedding", MemoryMarshal.AsBytes(vectors[i].Vector.Span));
            }
            else
            {
                json.WriteStartArray("embedding");
                foreach (var number in vectors[i].Vector.Span) json.WriteNumberValue(number);
                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("model", vectors.Count > 0 && vectors[0].ModelId is { } named ? named : model);
        json.WriteStartObject("usage");
        json.WriteNumber("prompt_tokens", vectors.Usage?.InputTokenCount ?? 0);
        json.WriteNumber("total_tokens", vectors.Usage?.TotalTokenCount ?? vectors.Usage?.InputTokenCount ?? 0);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
