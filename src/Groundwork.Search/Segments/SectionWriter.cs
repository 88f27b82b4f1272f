using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Groundwork.Search.Bytes;

namespace Groundwork.Search.Segments;

/// <summary>Writes a segment file from start to end: header, sections, table of sections.</summary>
internal sealed class SectionWriter
{
    private readonly Stream _stream;
    private readonly ByteBuffer _table = new();
    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(1 << 16);
    private int _buffered;
    private uint _fileState = Crc32C.Start;
    private uint _sectionState;
    private long _sectionStart;
    private int _sections;

    public SectionWriter(Stream stream)
    {
        _stream = stream;
        var header = new ByteBuffer();
        header.Bytes(SegmentFormat.Magic);
        header.UInt32(SegmentFormat.Version);
        header.UInt32(0);
        Write(header.Written);
    }

    /// <summary>Bytes written so far, in all sections.</summary>
    public long Length { get; private set; }

    /// <summary>Bytes written so far in the open section.</summary>
    public long SectionLength => Length - _sectionStart;

    public void Begin()
    {
        Span<byte> zeros = stackalloc byte[SegmentFormat.Alignment];
        zeros.Clear();
        Write(zeros[..(int)(-Length & (SegmentFormat.Alignment - 1))]);
        _sectionStart = Length;
        _sectionState = Crc32C.Start;
    }

    public void End(SectionKind kind)
    {
        _table.UInt32((uint)kind);
        _table.UInt32(Crc32C.Finish(_sectionState));
        _table.UInt64((ulong)_sectionStart);
        _table.UInt64((ulong)SectionLength);
        _sections++;
    }

    public void Section(SectionKind kind, ReadOnlySpan<byte> content)
    {
        Begin();
        Write(content);
        End(kind);
    }

    public void Section<T>(SectionKind kind, ReadOnlySpan<T> content)
        where T : unmanaged
    {
        Begin();
        const int AtOnce = 1 << 16;
        for (var i = 0; i < content.Length; i += AtOnce) Write(MemoryMarshal.AsBytes(content.Slice(i, Math.Min(AtOnce, content.Length - i))));
        End(kind);
    }

    /// <summary>Writes the table of sections.</summary>
    /// <returns>Checksum of the whole file.</returns>
    public uint Finish()
    {
        _table.UInt32((uint)_sections);
        Span<byte> checksum = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(checksum, Crc32C.Of(_table.Written));
        Write(_table.Written);
        Write(checksum);
        Write(SegmentFormat.EndMagic);
        _stream.Write(_buffer.AsSpan(0, _buffered));
        _buffered = 0;
        ArrayPool<byte>.Shared.Return(_buffer);
        return Crc32C.Finish(_fileState);
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        _sectionState = Crc32C.Append(_sectionState, bytes);
        _fileState = Crc32C.Append(_fileState, bytes);
        Length += bytes.Length;
        if (bytes.Length > _buffer.Length - _buffered)
        {
            _stream.Write(_buffer.AsSpan(0, _buffered));
            _buffered = 0;
            if (bytes.Length >= _buffer.Length)
            {
                _stream.Write(bytes);
                return;
            }
        }

        bytes.CopyTo(_buffer.AsSpan(_buffered));
        _buffered += bytes.Length;
    }
}
