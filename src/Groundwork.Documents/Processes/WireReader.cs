using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Groundwork.Documents.Processes;

/// <summary>Reads what <see cref="WireWriter"/> wrote. No length is believed before it is within its bounds.</summary>
internal sealed class WireReader(Stream stream)
{
    public const int Absent = -1;

    // Texts and bytes of a document are single arrays, and its parts are objects.
    private const int LongestText = 1 << 30;
    private const int MostBytes = 1 << 30;
    private const int MostItems = 1 << 27;

    private readonly byte[] _number = new byte[sizeof(long)];

    /// <exception cref="EndOfStreamException">The other side is gone.</exception>
    public long Long()
    {
        stream.ReadExactly(_number);
        return BinaryPrimitives.ReadInt64LittleEndian(_number);
    }

    public int Int()
    {
        stream.ReadExactly(_number, 0, sizeof(int));
        return BinaryPrimitives.ReadInt32LittleEndian(_number);
    }

    /// <summary>A number, or null where the other side ended in order.</summary>
    public int? IntOrEnd()
    {
        if (stream.Read(_number, 0, 1) == 0) return null;
        stream.ReadExactly(_number, 1, sizeof(int) - 1);
        return BinaryPrimitives.ReadInt32LittleEndian(_number);
    }

    public bool Flag() => Int() != 0;

    public string? OptionalText()
    {
        var length = Int();
        return length == Absent ? null : string.Create(Within(length, LongestText), stream, (characters, from) => from.ReadExactly(MemoryMarshal.AsBytes(characters)));
    }

    public string Text() => OptionalText() ?? throw new InvalidDataException("A text is missing.");

    public byte[] Bytes()
    {
        var bytes = new byte[Within(Int(), MostBytes)];
        stream.ReadExactly(bytes);
        return bytes;
    }

    public int? OptionalInt()
    {
        var has = Flag();
        var value = Int();
        return has ? value : null;
    }

    // The list grows with what really comes, whatever number was announced.
    public List<T> List<T>(Func<T> read)
    {
        var list = new List<T>();
        for (var rest = Within(Int(), MostItems); rest > 0; rest--) list.Add(read());
        return list;
    }

    private static int Within(int length, int most) =>
        length >= 0 && length <= most ? length : throw new InvalidDataException($"A length of {length} is announced; it must lie in 0..{most}.");
}
