using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Text.Json;
using Groundwork.Knowledge;

namespace Groundwork.UseCases;

/// <summary>A vector in a file: a JSON list of numbers, or float32 numbers as base64 or in raw bytes (little-endian).</summary>
public static class VectorFile
{
    private const long MostBytes = 1 << 20;

    /// <summary>The vector.</summary>
    /// <exception cref="SourcePathException">There is no such file.</exception>
    /// <exception cref="InvalidRequestException">It holds no vector.</exception>
    public static async ValueTask<IReadOnlyList<float>> ReadAsync(string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path)) throw new SourcePathException($"There is no file \"{path}\". Check the spelling.");
        if (new FileInfo(path).Length > MostBytes) throw new InvalidRequestException($"The file {path} is larger than {MostBytes} bytes; a vector has at most 4096 numbers.");
        var content = await File.ReadAllBytesAsync(path, cancellationToken);
        return Numbers(content) ?? throw new InvalidRequestException($"The file {path} holds no vector. Write a JSON list of numbers, or float32 numbers as base64 or in raw bytes, four bytes each.");
    }

    private static float[]? Numbers(byte[] content)
    {
        var text = content.AsSpan().Trim(" \t\r\n"u8);
        if (text.StartsWith("["u8) && FromJson(text) is { } numbers) return numbers;
        if (!text.IsEmpty && Base64.IsValid(text, out var length) && length % sizeof(float) == 0)
        {
            var bytes = new byte[length];
            Base64.DecodeFromUtf8(text, bytes, out _, out _);
            return MemoryMarshal.Cast<byte, float>(bytes).ToArray();
        }

        return content.Length > 0 && content.Length % sizeof(float) == 0 ? MemoryMarshal.Cast<byte, float>(content).ToArray() : null;
    }

    private static float[]? FromJson(ReadOnlySpan<byte> text)
    {
        try
        {
            var json = new Utf8JsonReader(text);
            var numbers = new List<float>();
            json.Read();
            while (json.Read() && json.TokenType == JsonTokenType.Number) numbers.Add(json.GetSingle());
            return json.TokenType == JsonTokenType.EndArray && !json.Read() ? [.. numbers] : null;
        }
        catch (Exception problem) when (problem is JsonException or FormatException)
        {
            return null;
        }
    }
}
