using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Groundwork.Models.Wire;

/// <summary>Bodies of requests.</summary>
internal static class JsonBody
{
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One object, as UTF-8.</summary>
    /// <param name="from">Handed to <paramref name="fields"/>, which so needs no closure.</param>
    /// <param name="fields">Writes the fields.</param>
    public static ReadOnlyMemory<byte> Object<T>(T from, Action<Utf8JsonWriter, T> fields)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, Writing))
        {
            json.WriteStartObject();
            fields(json, from);
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    /// <summary>A list of texts.</summary>
    public static void WriteTexts(this Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(Utf16.Repaired(text));
        json.WriteEndArray();
    }
}
