using System.Text.Json;
using Groundwork.Models.Wire;

namespace Groundwork.Models.Providers.Embeddings;

/// <summary>Writes the fields of embeddings requests.</summary>
/// <remarks>No <c>encoding_format</c>: servers that know only one form refuse the name of the other, and the reader takes both.</remarks>
internal static class EmbeddingRequest
{
    public static void OpenAi(Utf8JsonWriter json, EmbeddingAsk ask)
    {
        json.WriteString("model", ask.Model);
        json.WriteTexts("input", ask.Texts);
        Number(json, "dimensions", ask.Dimensions);
    }

    public static void Jina(Utf8JsonWriter json, EmbeddingAsk ask)
    {
        OpenAi(json, ask);
        if (ask.IsQuery is { } isQuery)
            json.WriteString("task", isQuery ? "retrieval.query" : "retrieval.passage");
    }

    public static void Voyage(Utf8JsonWriter json, EmbeddingAsk ask)
    {
        json.WriteString("model", ask.Model);
        json.WriteTexts("input", ask.Texts);
        json.WriteBoolean("truncation", false);
        if (ask.IsQuery is { } isQuery)
            json.WriteString("input_type", isQuery ? "query" : "document");
        Number(json, "output_dimension", ask.Dimensions);
    }

    public static void Ollama(Utf8JsonWriter json, EmbeddingAsk ask)
    {
        json.WriteString("model", ask.Model);
        json.WriteTexts("input", ask.Texts);
        // What does not fit is refused, never cut silently.
        json.WriteBoolean("truncate", false);
        Number(json, "dimensions", ask.Dimensions);
    }

    public static void Gemini(Utf8JsonWriter json, EmbeddingAsk ask)
    {
        var model = ask.Model.StartsWith("models/", StringComparison.Ordinal) ? ask.Model : $"models/{ask.Model}";
        json.WriteStartArray("requests");
        foreach (var text in ask.Texts)
        {
            json.WriteStartObject();
            json.WriteString("model", model);
            json.WriteStartObject("content");
            json.WriteStartArray("parts");
            json.WriteStartObject();
            json.WriteString("text", Utf16.Repaired(text));
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
            if (ask.IsQuery is { } isQuery)
                json.WriteString("taskType", isQuery ? "RETRIEVAL_QUERY" : "RETRIEVAL_DOCUMENT");
            Number(json, "outputDimensionality", ask.Dimensions);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void Cohere(Utf8JsonWriter json, EmbeddingAsk ask)
    {
        json.WriteString("model", ask.Model);
        json.WriteTexts("texts", ask.Texts);
        // Its newer models do not work without.
        json.WriteString("input_type", ask.IsQuery == true ? "search_query" : "search_document");
        json.WriteTexts("embedding_types", ["float"]);
        json.WriteString("truncate", "NONE");
        Number(json, "output_dimension", ask.Dimensions);
    }

    private static void Number(Utf8JsonWriter json, string name, int? value)
    {
        if (value is { } number)
            json.WriteNumber(name, number);
    }
}
