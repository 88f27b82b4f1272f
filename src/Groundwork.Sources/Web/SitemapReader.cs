using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text;
using System.Xml;

namespace Groundwork.Sources.Web;

/// <summary>Reads a sitemap and those it leads to (sitemaps.org): XML or a line for each address, plain or gzipped.</summary>
internal sealed class SitemapReader(WebFetcher fetcher, WebOptions options, Uri first)
{
    // The protocol allows 50 MB; an index may name 50,000 sitemaps, of which nobody needs that many.
    private const int MaxBytes = 50 << 20;
    private const int MaxSitemaps = 1000;

    /// <summary>Addresses in the order of the file; where a sitemap beyond the first cannot be read, its problem.</summary>
    /// <exception cref="SourceException">The first one cannot be read.</exception>
    public async IAsyncEnumerable<(Uri Url, SourceException? Problem)> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var waiting = new Queue<Uri>([first]);
        var seen = new HashSet<string>(StringComparer.Ordinal) { first.AbsoluteUri };
        var given = 0;
        while (waiting.TryDequeue(out var sitemap))
        {
            var (entries, problem) = await EntriesAsync(sitemap, cancellationToken);
            if (problem is not null && sitemap == first) throw problem;
            if (problem is not null) yield return (sitemap, problem);
            foreach (var (location, isSitemap) in entries)
            {
                if (WebUrl.Resolve(sitemap, location) is not { } url) continue;
                if (!isSitemap)
                {
                    yield return (url, null);
                    if (++given > options.MaxPages) yield break;
                }
                else if (!string.Equals(WebUrl.OriginOf(url), WebUrl.OriginOf(first), StringComparison.Ordinal))
                {
                    yield return (url, new SourceException(SourceFailure.Forbidden, $"The sitemap names another one at \"{url}\", which is another site. Add it as a source of its own."));
                }
                else if (seen.Add(url.AbsoluteUri))
                {
                    if (seen.Count > MaxSitemaps)
                    {
                        yield return (url, new SourceException(SourceFailure.TooLarge, FormattableString.Invariant($"\"{first}\" leads to more than {MaxSitemaps} sitemaps. Name the ones you need as sources.")));
                        yield break;
                    }

                    waiting.Enqueue(url);
                }
            }
        }
    }

    private async Task<(List<(string Location, bool IsSitemap)> Entries, SourceException? Problem)> EntriesAsync(Uri sitemap, CancellationToken cancellationToken)
    {
        var entries = new List<(string Location, bool IsSitemap)>();
        try
        {
            var reply = await fetcher.GetAsync(sitemap, _ => null, _ => Task.FromResult<string?>(null), truncateAt: null, cancellationToken);
            if (reply.Body is not { } body)
                return (entries, new SourceException((int)reply.Status is 404 or 410 ? SourceFailure.NotFound : SourceFailure.Unreachable, FormattableString.Invariant($"The sitemap \"{sitemap}\" answered {(int)reply.Status}.")));
            var content = body is [0x1F, 0x8B, ..] ? Unpacked(sitemap, body, cancellationToken) : body;
            using var text = new MemoryStream(content, writable: false);
            if (StartsWithTag(content)) ReadXml(text, entries, cancellationToken);
            else ReadLines(text, entries);
            return (entries, null);
        }
        catch (SourceException problem)
        {
            return (entries, problem);
        }
        catch (Exception failure) when (failure is XmlException or InvalidDataException)
        {
            return (entries, new SourceException(SourceFailure.Unreachable, $"The sitemap \"{sitemap}\" cannot be read to its end ({failure.Message}).", failure));
        }
    }

    private static byte[] Unpacked(Uri sitemap, byte[] packed, CancellationToken cancellationToken)
    {
        using var from = new GZipStream(new MemoryStream(packed, writable: false), CompressionMode.Decompress);
        using var to = new MemoryStream();
        var piece = new byte[1 << 16];
        while (from.Read(piece) is > 0 and var read)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (to.Length + read > MaxBytes) throw new SourceException(SourceFailure.TooLarge, FormattableString.Invariant($"The sitemap \"{sitemap}\" unpacks to more than {MaxBytes} bytes, the limit of the sitemap protocol."));
            to.Write(piece, 0, read);
        }

        return to.ToArray();
    }

    private static bool StartsWithTag(byte[] content) =>
        Encoding.UTF8.GetString(content.AsSpan(0, Math.Min(content.Length, 256))).TrimStart('\uFEFF').TrimStart().StartsWith('<');

    private static void ReadXml(Stream text, List<(string Location, bool IsSitemap)> entries, CancellationToken cancellationToken)
    {
        using var reader = XmlReader.Create(text, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = MaxBytes });
        var isSitemap = false;
        var isLocation = false;
        while (reader.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (reader.NodeType == XmlNodeType.Element)
            {
                if (reader.LocalName is "url" or "sitemap") isSitemap = reader.LocalName is "sitemap";
                isLocation = reader.LocalName is "loc" && reader.Prefix.Length == 0;
            }
            else if (isLocation && reader.NodeType is (XmlNodeType.Text or XmlNodeType.CDATA))
            {
                entries.Add((reader.Value.Trim(), isSitemap));
                isLocation = false;
            }
        }
    }

    private static void ReadLines(Stream text, List<(string Location, bool IsSitemap)> entries)
    {
        using var reader = new StreamReader(text, leaveOpen: true);
        while (reader.ReadLine() is { } line)
            if (line.Trim() is { Length: > 0 } location) entries.Add((location, false));
    }
}
