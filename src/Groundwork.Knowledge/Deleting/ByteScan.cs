namespace Groundwork.Knowledge.Deleting;

/// <summary>Looks at every byte of a stream for pieces that are known by their hashes, and for plain patterns.</summary>
/// <remarks>Karp and Rabin 1987, "Efficient randomized pattern-matching algorithms": one multiplication and two additions for each byte and length of piece; a match is confirmed by SHA-256.</remarks>
internal sealed class ByteScan
{
    private const ulong Base = 0x9E3779B97F4A7C15;
    private const int BufferBytes = 1 << 20;

    private readonly (int Length, ulong Outgoing, Dictionary<ulong, ulong> Digests)[] _lengths;
    private readonly byte[][] _patterns;
    private readonly int _overlap;

    /// <param name="windows">Pieces by their hashes.</param>
    /// <param name="patterns">Further pieces as they are.</param>
    public ByteScan(IEnumerable<ContentWindow> windows, IEnumerable<byte[]> patterns)
    {
        _lengths = [.. windows.GroupBy(w => w.Bytes).Select(g => (g.Key, Power(g.Key - 1), Table(g)))];
        _patterns = [.. patterns];
        _overlap = _lengths.Select(l => l.Length).Concat(_patterns.Select(p => p.Length)).DefaultIfEmpty(1).Max() - 1;
    }

    public static ulong HashOf(ReadOnlySpan<byte> piece)
    {
        var hash = 0UL;
        foreach (var b in piece) hash = unchecked((hash * Base) + b + 1);
        return hash;
    }

    /// <summary>Reads to the end.</summary>
    /// <returns>Where known pieces stand: offset, the piece itself, and whether it is one of the patterns.</returns>
    public IEnumerable<(long Offset, byte[] Piece, bool IsPattern)> Run(Stream content, CancellationToken cancellationToken)
    {
        var buffer = new byte[BufferBytes + _overlap];
        var kept = 0;
        var start = 0L;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var read = content.ReadAtLeast(buffer.AsSpan(kept), BufferBytes, throwOnEndOfStream: false);
            var filled = kept + read;
            foreach (var (at, length, isPattern) in Find(buffer.AsSpan(0, filled), kept))
                yield return (start + at, buffer[at..(at + length)], isPattern);
            if (kept + read < buffer.Length && read < BufferBytes) yield break;
            kept = Math.Min(_overlap, filled);
            buffer.AsSpan(filled - kept, kept).CopyTo(buffer);
            start += filled - kept;
        }
    }

    // What ends inside the first bytes was found in the round before.
    private List<(int At, int Length, bool IsPattern)> Find(ReadOnlySpan<byte> bytes, int seen)
    {
        var found = new List<(int, int, bool)>();
        foreach (var (length, outgoing, digests) in _lengths) FindWindows(bytes, seen, length, outgoing, digests, found);
        foreach (var pattern in _patterns)
            for (var at = Math.Max(0, seen - pattern.Length + 1); at < bytes.Length && bytes[at..].IndexOf(pattern) is >= 0 and var next; at += next + 1)
                found.Add((at + next, pattern.Length, true));
        return found;
    }

    private static void FindWindows(ReadOnlySpan<byte> bytes, int seen, int length, ulong outgoing, Dictionary<ulong, ulong> digests, List<(int At, int Length, bool IsPattern)> found)
    {
        var first = Math.Max(0, seen - length + 1);
        if (bytes.Length - first < length) return;
        var hash = HashOf(bytes.Slice(first, length));
        for (var at = first; ; at++)
        {
            if (digests.TryGetValue(hash, out var digest) && ContentWindows.DigestOf(bytes.Slice(at, length)) == digest) found.Add((at, length, false));
            if (at + length == bytes.Length) return;
            hash = unchecked(((hash - ((bytes[at] + 1UL) * outgoing)) * Base) + bytes[at + length] + 1);
        }
    }

    private static Dictionary<ulong, ulong> Table(IEnumerable<ContentWindow> windows)
    {
        var table = new Dictionary<ulong, ulong>();
        foreach (var window in windows) table[window.Rolling] = window.Digest;
        return table;
    }

    private static ulong Power(int exponent)
    {
        var power = 1UL;
        for (var i = 0; i < exponent; i++) power = unchecked(power * Base);
        return power;
    }
}
