using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Groundwork.Documents.Processes;

/// <summary>Values one after another, each with its length, straight to a stream: the text of a large document is not copied on its way.</summary>
internal sealed class WireWriter(Stream stream)
{
    private readonly byte[] _number = new byte[sizeof(long)];

    public void Long(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_number, value);
        stream.Write(_number);
    }

    public void Int(int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_number, value);
        stream.Write(_number, 0, sizeof(int));
    }

    public void Flag(bool value) => Int(value ? 1 : 0);

    /// <summary>A text as it is, well-formed or not; null stays null.</summary>
    public void Text(string? value)
    {
        Int(value?.Length ?? WireReader.Absent);
        stream.Write(MemoryMarshal.AsBytes(value.AsSpan()));
    }

    public void Bytes(ReadOnlySpan<byte> value)
    {
        Int(value.Length);
        stream.Write(value);
    }

    public void OptionalInt(int? value)
    {
        Flag(value is not null);
        Int(value ?? 0);
    }

    public void List<T>(IReadOnlyCollection<T> values, Action<T> write)
    {
        Int(values.Count);
        foreach (var value in values) write(value);
    }

    public void Flush() => stream.Flush();
}
