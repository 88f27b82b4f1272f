using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Groundwork.TestKit.Samples;

/// <summary>Writes tar archives block by block, also ones that no program would write.</summary>
public sealed class TarSample
{
    private const int Block = 512;

    private readonly MemoryStream _bytes = new();

    public TarSample Add(string name, string text) => Add(name, Encoding.UTF8.GetBytes(text));

    public TarSample Add(string name, byte[] content, char kind = '0', long? claimedBytes = null, string link = "", string prefix = "")
    {
        var header = new byte[Block];
        Encoding.UTF8.GetBytes(name).AsSpan(0, Math.Min(100, Encoding.UTF8.GetByteCount(name))).CopyTo(header);
        Write(header, 100, "0000644\0");
        Write(header, 124, Octal(claimedBytes ?? content.Length) + " ");
        Write(header, 136, "00000000000 ");
        header[156] = (byte)kind;
        Write(header, 157, link);
        Write(header, 257, "ustar\000");
        Write(header, 345, prefix);
        Write(header, 148, "        ");
        Write(header, 148, Convert.ToString(header.Sum(value => value), 8).PadLeft(6, '0') + "\0 ");
        _bytes.Write(header);
        _bytes.Write(content);
        _bytes.Write(new byte[(Block - (content.Length % Block)) % Block]);
        return this;
    }

    /// <summary>Attributes of the next entry, as pax writes them.</summary>
    public TarSample AddPax(string key, string value)
    {
        var body = $" {key}={value}\n";
        var length = Encoding.UTF8.GetByteCount(body);
        var total = length + 2;
        while (length + total.ToString(CultureInfo.InvariantCulture).Length != total) total = length + total.ToString(CultureInfo.InvariantCulture).Length;
        return Add("PaxHeader", Encoding.UTF8.GetBytes(total.ToString(CultureInfo.InvariantCulture) + body), 'x');
    }

    /// <summary>The name of the next entry, as GNU tar writes a long one.</summary>
    public TarSample AddGnuName(string name) => Add("././@LongLink", Encoding.UTF8.GetBytes(name + "\0"), 'L');

    public byte[] ToArray(bool hasEnd = true) => hasEnd ? [.. _bytes.ToArray(), .. new byte[2 * Block]] : _bytes.ToArray();

    public byte[] ToGzip() => Gzip(ToArray());

    public static byte[] Gzip(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(content);
        return packed.ToArray();
    }

    private static string Octal(long value) => Convert.ToString(value, 8).PadLeft(11, '0');

    private static void Write(byte[] header, int at, string text) => Encoding.ASCII.GetBytes(text).CopyTo(header, at);
}
