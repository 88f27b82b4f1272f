using System.Runtime.CompilerServices;

namespace Groundwork.Evals.Datasets;

/// <summary>The lines of a UTF-8 file with their numbers and places, so that one can be read again alone.</summary>
internal static class ByteLines
{
    /// <summary>Lines without their ends; the bytes are valid until the next line is asked for.</summary>
    public static async IAsyncEnumerable<(int Line, long Offset, ReadOnlyMemory<byte> Bytes)> ReadAsync(string path, int longest, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(path);
        var buffer = new byte[1 << 16];
        var (filled, number) = (0, 1);
        long offset = 0;
        while (true)
        {
            var count = await stream.ReadAsync(buffer.AsMemory(filled), cancellationToken);
            filled += count;
            var start = offset == 0 && buffer.AsSpan(0, filled).StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? 3 : 0;
            while (buffer.AsSpan(start, filled - start).IndexOf((byte)'\n') is var length && length >= 0)
            {
                yield return (number++, offset + start, buffer.AsMemory(start, length));
                start += length + 1;
            }

            if (count == 0)
            {
                if (filled > start) yield return (number, offset + start, buffer.AsMemory(start, filled - start));
                yield break;
            }

            buffer.AsSpan(start, filled - start).CopyTo(buffer);
            offset += start;
            filled -= start;
            if (filled > longest) throw new DatasetRefusedException(FormattableString.Invariant($"{path}, line {number}: it has more than {longest} bytes."), []);
            if (filled == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
        }
    }
}
