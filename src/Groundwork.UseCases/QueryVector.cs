using System.Runtime.InteropServices;

namespace Groundwork.UseCases;

/// <summary>A query's vector as programs send it.</summary>
internal static class QueryVector
{
    private const int MostDimensions = 4096;

    /// <summary>The vector, or null for none.</summary>
    /// <exception cref="InvalidRequestException">It is given twice, empty, too long, or no base64 of float32.</exception>
    public static ReadOnlyMemory<float>? Read(IReadOnlyList<float>? numbers, string? base64)
    {
        if (numbers is not null && base64 is not null) throw new InvalidRequestException("The vector is given twice. Send \"vector\" or \"vectorBase64\", not both.");
        if (numbers is null && base64 is null) return null;
        var vector = base64 is not null ? FromBase64(base64) : numbers as float[] ?? [.. numbers!];
        return vector.Length is 0 or > MostDimensions
            ? throw new InvalidRequestException(FormattableString.Invariant($"The vector has {vector.Length} numbers; a vector has 1..{MostDimensions}."))
            : vector;
    }

    private static float[] FromBase64(string text)
    {
        if (text.Length > MostDimensions * sizeof(float) * 2) throw new InvalidRequestException(FormattableString.Invariant($"\"vectorBase64\" has {text.Length} characters; a vector has at most {MostDimensions} numbers."));
        var bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, bytes, out var length) || length % sizeof(float) != 0)
            throw new InvalidRequestException("\"vectorBase64\" is no base64 of little-endian float32 numbers, four bytes each.");
        return MemoryMarshal.Cast<byte, float>(bytes.AsSpan(0, length)).ToArray();
    }
}
