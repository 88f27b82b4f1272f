using System.Buffers.Binary;

namespace Groundwork.Models.Caching;

/// <summary>SHA-256 of a canonical request.</summary>
internal readonly record struct RequestKey(ulong A, ulong B, ulong C, ulong D)
{
    public static RequestKey Of(ReadOnlySpan<byte> canonical)
    {
        Span<byte> hash = stackalloc byte[32];
        System.Security.Cryptography.SHA256.HashData(canonical, hash);
        return new RequestKey(
            BinaryPrimitives.ReadUInt64LittleEndian(hash), BinaryPrimitives.ReadUInt64LittleEndian(hash[8..]),
            BinaryPrimitives.ReadUInt64LittleEndian(hash[16..]), BinaryPrimitives.ReadUInt64LittleEndian(hash[24..]));
    }

    /// <summary>The bits of a good hash need no mixing.</summary>
    public override int GetHashCode() => (int)A;
}
