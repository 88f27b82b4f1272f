using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;
using Groundwork.Models.Calls;
using Groundwork.Models.Wire;
using Microsoft.Extensions.AI;

namespace Groundwork.Models.Providers.Embeddings;

/// <summary>The vectors of one embeddings reply, in the order of the inputs.</summary>
/// <param name="Vectors">One per input, all of one length, every value finite.</param>
/// <param name="Model">The model that the server names, or null.</param>
/// <param name="Usage">Token counts, or null if not reported.</param>
internal sealed record EmbeddingReply(float[][] Vectors, string? Model, UsageDetails? Usage)
{
    /// <summary>The vectors that the document holds.</summary>
    /// <param name="wire">Where they stand.</param>
    /// <param name="body">The document.</param>
    /// <param name="count">Texts that were sent.</param>
    /// <param name="failures">Makes the exceptions.</param>
    /// <exception cref="ModelException">An error inside, or not one good vector for each of <paramref name="count"/> inputs.</exception>
    public static EmbeddingReply Read(EmbeddingWire wire, ReadOnlyMemory<byte> body, int count, CallFailures failures)
    {
        try
        {
            using var parsed = JsonFields.Parse(body);
            var root = parsed.RootElement;
            if (WireError.Find(root) is { } error)
                throw failures.ErrorInside(error);
            if (wire.Vectors(root) is not { } data)
                throw failures.Nonsense($"answered without \"{(wire.PassesFields ? "data" : "embeddings")}\"", body.Span);
            if (data.GetArrayLength() != count)
                throw failures.Nonsense(Invariant($"sent {data.GetArrayLength()} vectors for {count} texts"), []);
            return new EmbeddingReply(InOrder(data, count, failures), ReplyHeader.Read(root).Model, wire.Usage(root));
        }
        catch (JsonException invalid)
        {
            throw failures.Nonsense("answered with something that is not JSON", body.Span, invalid);
        }
    }

    private static float[][] InOrder(JsonElement data, int count, CallFailures failures)
    {
        var vectors = new float[count][];
        var position = 0;
        foreach (var item in data.EnumerateArray())
        {
            // Without an index the order of the reply is all there is.
            var index = item.Field("index") is null ? position : item.CountField("index") ?? -1;
            if (index < 0 || index >= count || vectors[index] is not null)
                throw failures.Nonsense(Invariant($"sent vectors whose indexes are not 0..{count - 1}, each once"), []);
            vectors[index] = Vector(item, index, failures);
            if (vectors[index].Length != vectors[Array.FindIndex(vectors, static vector => vector is not null)].Length)
                throw failures.Nonsense("sent vectors of different lengths in one reply", []);
            position++;
        }

        return vectors;
    }

    private static float[] Vector(JsonElement item, long index, CallFailures failures)
    {
        // An object with a vector under either of two names, or the vector itself.
        var vector = (item.ValueKind == JsonValueKind.Object ? item.Field("embedding") ?? item.Field("values") : item) switch
        {
            { ValueKind: JsonValueKind.Array } values => FromNumbers(values),
            { ValueKind: JsonValueKind.String } text => FromBase64(text),
            _ => null,
        };
        if (vector is not { Length: > 0 })
            throw failures.Nonsense(Invariant($"sent something that is not a vector for text {index}"), []);
        foreach (var value in vector)
            if (!float.IsFinite(value))
                throw failures.Nonsense(Invariant($"sent a vector with a value that is not finite for text {index}"), []);
        return vector;
    }

    private static float[]? FromNumbers(JsonElement values)
    {
        var vector = new float[values.GetArrayLength()];
        var i = 0;
        foreach (var value in values.EnumerateArray())
        {
            if (value.ValueKind != JsonValueKind.Number || !value.TryGetSingle(out vector[i++]))
                return null;
        }

        return vector;
    }

    /// <summary>Base64 of IEEE 754 single-precision values, little-endian.</summary>
    private static float[]? FromBase64(JsonElement text)
    {
        if (!text.TryGetBytesFromBase64(out var bytes) || bytes.Length % sizeof(float) != 0)
            return null;
        var vector = new float[bytes.Length / sizeof(float)];
        for (var i = 0; i < vector.Length; i++)
            vector[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(i * sizeof(float)));
        return vector;
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
