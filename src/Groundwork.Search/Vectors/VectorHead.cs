using Groundwork.Search.Bytes;

namespace Groundwork.Search.Vectors;

/// <summary>How the vectors of a segment are compared, and where their graph is entered.</summary>
/// <param name="Similarity">How nearness is measured.</param>
/// <param name="HasGraph">Whether there is a graph over them.</param>
/// <param name="Entry">Where every search starts: a node of the upper layers, or a row when there are none.</param>
/// <param name="Top">The entry's highest layer.</param>
internal readonly record struct VectorHead(Similarity Similarity, bool HasGraph, int Entry, int Top)
{
    public byte[] Encode()
    {
        var bytes = new ByteBuffer();
        bytes.Byte((byte)Similarity);
        bytes.Byte((byte)(HasGraph ? GraphShape.Links : 0));
        if (!HasGraph) return bytes.Written.ToArray();
        bytes.VarInt((ulong)Entry);
        bytes.VarInt((ulong)Top);
        return bytes.Written.ToArray();
    }

    public static VectorHead Decode(ReadOnlySpan<byte> bytes, string file)
    {
        var reader = new ByteReader(bytes, file);
        var similarity = (Similarity)reader.Byte();
        int links = reader.Byte();
        if (!Enum.IsDefined(similarity) || links is not (0 or GraphShape.Links)) Damage.Throw(file, $"its vectors are compared by {similarity} in a graph of {links} links");
        return links == 0 ? new VectorHead(similarity, HasGraph: false, 0, 0) : new VectorHead(similarity, HasGraph: true, reader.Int32(), reader.Int32(GraphShape.MostLevel));
    }
}
