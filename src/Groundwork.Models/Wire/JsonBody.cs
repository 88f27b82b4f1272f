using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Groundwork.Models.Wire;

/// <summary>Bodies of requests.</summary>
internal static class JsonBody
{
    private const int FirstRoomBytes = 4096;
    private const int MostKeptRoomBytes = 64 * 1024;

    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // The writer asks for the most that a text may take, which is several times what it takes. So the room is used again, and a body is a copy.
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? s_room;

    /// <summary>One object, as UTF-8.</summary>
    /// <param name="from">Handed to <paramref name="fields"/>, which so needs no closure.</param>
    /// <param name="fields">Writes the fields.</param>
    public static ReadOnlyMemory<byte> Object<T>(T from, Action<Utf8JsonWriter, T> fields)
    {
        var buffer = s_room ?? new ArrayBufferWriter<byte>(FirstRoomBytes);
        s_room = null;
        using (var json = new Utf8JsonWriter(buffer, Writing))
        {
            json.WriteStartObject();
            fields(json, from);
            json.WriteEndObject();
        }

        if (buffer.Capacity > MostKeptRoomBytes)
            return buffer.WrittenMemory;
        var body = buffer.WrittenSpan.ToArray();
        buffer.ResetWrittenCount();
        s_room = buffer;
        return body;
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
