using System.IO.Compression;
using System.Text;

namespace Groundwork.TestKit.Samples;

/// <summary>Packs named parts into a zip; the same parts always give the same bytes.</summary>
public static class ZipParts
{
    private static readonly DateTimeOffset s_always = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Packs texts as UTF-8, in this order. A part called <c>mimetype</c> is stored as it is.</summary>
    public static byte[] Of(params IEnumerable<(string Name, string Content)> parts) => OfBytes(parts.Select(part => (part.Name, Encoding.UTF8.GetBytes(part.Content))));

    /// <summary>Packs bytes, in this order.</summary>
    public static byte[] OfBytes(params IEnumerable<(string Name, byte[] Content)> parts)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in parts)
            {
                var entry = zip.CreateEntry(name, name is "mimetype" ? CompressionLevel.NoCompression : CompressionLevel.Fastest);
                entry.LastWriteTime = s_always;
                using var target = entry.Open();
                target.Write(content);
            }
        }

        return stream.ToArray();
    }

    /// <summary>A part of relations of an Office package: id, last word of the type, target.</summary>
    public static string Relations(params IEnumerable<(string Id, string Type, string Target)> relations) =>
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" +
        string.Concat(relations.Select(relation =>
            $"<Relationship Id=\"{relation.Id}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{relation.Type}\" Target=\"{relation.Target}\"/>")) +
        "</Relationships>";
}
