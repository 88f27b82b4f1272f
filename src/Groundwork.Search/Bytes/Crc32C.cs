using System.Buffers.Binary;
using System.Numerics;

namespace Groundwork.Search.Bytes;

/// <summary>CRC-32C (Castagnoli, reflected polynomial 0x82F63B78), as in RFC 3720. Uses the processor's instruction where there is one.</summary>
internal static class Crc32C
{
    /// <summary>Checksum of a whole content.</summary>
    public static uint Of(ReadOnlySpan<byte> content) => Finish(Append(Start, content));

    /// <summary>State before the first byte.</summary>
    public const uint Start = uint.MaxValue;

    /// <summary>The checksum of everything appended so far.</summary>
    public static uint Finish(uint state) => ~state;

    /// <summary>The state after more bytes.</summary>
    public static uint Append(uint state, ReadOnlySpan<byte> content)
    {
        // BitOperations.Crc32C is the SSE4.2 or ARM instruction, or a table where the processor has neither.
        while (content.Length >= 8)
        {
            state = BitOperations.Crc32C(state, BinaryPrimitives.ReadUInt64LittleEndian(content));
            content = content[8..];
        }

        foreach (var b in content) state = BitOperations.Crc32C(state, b);
        return state;
    }
}
