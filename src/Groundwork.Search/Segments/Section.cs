using System.Runtime.InteropServices;
using Groundwork.Search.Bytes;

namespace Groundwork.Search.Segments;

/// <summary>A part of a mapped file. Reading outside of it is damage of the file, never of memory.</summary>
internal readonly struct Section(MappedFile map, string file, long offset, long length)
{
    public string File { get; } = file;

    public long Length { get; } = length;

    public ReadOnlySpan<byte> Slice(long start, long count)
    {
        if (start < 0 || count < 0 || count > int.MaxValue || start > Length - count)
            Damage.Throw(File, $"{count} bytes at {start} of a part of {Length} bytes are referred to");
        return map.Slice(offset + start, (int)count);
    }

    /// <summary>Says that bytes will be read soon.</summary>
    public void ReadAhead(long start, long count) => map.ReadAhead(offset + start, Math.Min(count, Length - start));

    /// <summary>The whole section; it must be shorter than 2 GiB.</summary>
    public ReadOnlySpan<byte> All() => Slice(0, Length);

    /// <summary>The whole section as fixed-width values.</summary>
    public ReadOnlySpan<T> As<T>()
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(All());

    /// <summary>The first value; the others follow it without a gap, up to the length of the section, even where that is too long for a span.</summary>
    public ref readonly T First<T>()
        where T : unmanaged => ref MemoryMarshal.GetReference(As<T>(0, Math.Min(Length, int.MaxValue)));

    public ReadOnlySpan<T> As<T>(long start, long count)
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(Slice(start, count));
}
