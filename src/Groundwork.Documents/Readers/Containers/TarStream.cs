using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace Groundwork.Documents.Readers.Containers;

/// <summary>
/// Walks a tar archive forwards: ustar and pax (POSIX.1-2017, pax, "ustar Interchange Format" and "pax Header Block"), GNU long names and base-256 sizes.
/// Read here and not by the framework, because a header may claim gigabytes for a name.
/// </summary>
internal sealed class TarStream(Stream content)
{
    public const int BlockBytes = 512;

    private const int LongestNameBytes = 1 << 16;

    private readonly byte[] _block = new byte[BlockBytes];
    private long _padding;

    /// <summary>The content of the current entry; read as much of it as wanted, the rest is passed over.</summary>
    public StreamSlice Content { get; private set; } = new(content, 0);

    /// <summary>Whether a block is a header: its checksum says so.</summary>
    public static bool IsHeader(ReadOnlySpan<byte> block)
    {
        if (block.Length < BlockBytes || block[0] == 0) return false;
        long sum = 8 * ' ';
        for (var i = 0; i < BlockBytes; i++)
            if (i is < 148 or >= 156)
                sum += block[i];
        return Number(block.Slice(148, 8)) == sum;
    }

    /// <summary>Goes to the next entry.</summary>
    /// <param name="passed">Is told the bytes of headers, names and content that were passed over unread, as they pass.</param>
    /// <param name="cancellationToken">Ends the walk.</param>
    /// <returns>Null at the end.</returns>
    /// <exception cref="InvalidDataException">A header is damaged, or a name is longer than any.</exception>
    public async ValueTask<TarEntry?> NextAsync(Action<long> passed, CancellationToken cancellationToken)
    {
        string? longName = null, linked = null;
        long? longSize = null;
        while (await HeaderAsync(passed, cancellationToken))
        {
            var kind = (char)_block[156];
            var size = Number(_block.AsSpan(124, 12));
            if (size < 0) throw new InvalidDataException("A header holds no size.");
            if (kind is 'L' or 'K' or 'x' or 'g')
            {
                var about = await TextAsync(size, passed, cancellationToken);
                if (kind == 'L') longName = about.TrimEnd('\0');
                if (kind == 'x') (longName, longSize, linked) = Pax(about, longName);
                continue;
            }

            if (longSize is { } given) size = given;
            Begin(kind is '1' or '2' or '3' or '4' or '5' or '6' ? 0 : size);
            // A name that ends in a slash is a folder in archives older than the type flag.
            var name = longName ?? ShortName();
            return new TarEntry(name, linked is not null ? 'S' : kind is '\0' or '7' ? (name.EndsWith('/') ? '5' : '0') : kind, size);
        }

        return null;
    }

    private void Begin(long size)
    {
        Content = new StreamSlice(content, size);
        _padding = (BlockBytes - (size % BlockBytes)) % BlockBytes;
    }

    private async ValueTask<bool> HeaderAsync(Action<long> passed, CancellationToken cancellationToken)
    {
        await PassAsync(passed, cancellationToken);
        for (var empty = 0; empty < 2; empty++)
        {
            var read = await content.ReadAtLeastAsync(_block, BlockBytes, throwOnEndOfStream: false, cancellationToken);
            if (read == 0) return false;
            passed(read);
            if (read < BlockBytes) throw new InvalidDataException("It is cut off in the middle of a header.");
            if (_block.AsSpan().IndexOfAnyExcept((byte)0) >= 0) return IsHeader(_block) ? true : throw new InvalidDataException("The checksum of a header is wrong.");
        }

        return false;
    }

    private async ValueTask PassAsync(Action<long> passed, CancellationToken cancellationToken)
    {
        var rest = new StreamSlice(content, Content.Left + _padding);
        var ignored = new byte[1 << 14];
        while (rest.Left > 0)
        {
            var read = await rest.ReadAsync(ignored, cancellationToken);
            if (read == 0) throw new InvalidDataException("It is cut off in the middle of an entry.");
            passed(read);
        }

        Begin(0);
    }

    private async ValueTask<string> TextAsync(long size, Action<long> passed, CancellationToken cancellationToken)
    {
        if (size > LongestNameBytes) throw new InvalidDataException(FormattableString.Invariant($"A name or its attributes claim {size} bytes."));
        var text = new byte[size];
        Begin(size);
        await Content.ReadExactlyAsync(text, cancellationToken);
        passed(size);
        return Decode(text);
    }

    private string ShortName()
    {
        var name = Field(0, 100);
        var isUstar = _block.AsSpan(257).StartsWith("ustar\0"u8);
        return isUstar && Field(345, 155) is { Length: > 0 } folder ? folder + "/" + name : name;
    }

    private string Field(int start, int length)
    {
        var field = _block.AsSpan(start, length);
        var end = field.IndexOf((byte)0);
        return Decode(end < 0 ? field : field[..end]);
    }

    // Records of "length key=value\n"; only what changes how the next entry is read counts.
    private static (string? Name, long? Size, string? Sparse) Pax(string records, string? name)
    {
        long? size = null;
        string? sparse = null;
        foreach (var record in records.Split('\n'))
        {
            var space = record.IndexOf(' ', StringComparison.Ordinal);
            var equals = record.IndexOf('=', StringComparison.Ordinal);
            if (space < 0 || equals < space) continue;
            var value = record[(equals + 1)..];
            switch (record[(space + 1)..equals])
            {
                case "path":
                    name = value;
                    break;
                case "size" when long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var given):
                    size = given;
                    break;
                case var key when key.StartsWith("GNU.sparse.", StringComparison.Ordinal):
                    sparse = key;
                    break;
            }
        }

        return (name, size, sparse);
    }

    // Octal digits, or base 256 when the first bit is set; -1 for neither.
    private static long Number(ReadOnlySpan<byte> field)
    {
        if ((field[0] & 0x80) != 0) return field[..^8].IndexOfAnyExcept((byte)0x80, (byte)0) >= 0 ? -1 : BinaryPrimitives.ReadInt64BigEndian(field[^8..]);
        long value = 0;
        var digits = field.Trim(" \0"u8);
        foreach (var digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'7') return -1;
            value = (value << 3) | (uint)(digit - '0');
        }

        return value;
    }

    private static string Decode(ReadOnlySpan<byte> bytes) => Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : Encoding.Latin1.GetString(bytes);
}
