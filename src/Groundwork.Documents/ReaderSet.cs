using Groundwork.Documents.Readers;
using Groundwork.Documents.Readers.Books;
using Groundwork.Documents.Readers.Code;
using Groundwork.Documents.Readers.Containers;
using Groundwork.Documents.Readers.Images;
using Groundwork.Documents.Readers.Mail;
using Groundwork.Documents.Readers.Markdown;
using Groundwork.Documents.Readers.Markup;
using Groundwork.Documents.Readers.Notebooks;
using Groundwork.Documents.Readers.OpenDocument;
using Groundwork.Documents.Readers.Pdf;
using Groundwork.Documents.Readers.Plain;
using Groundwork.Documents.Readers.RichText;
using Groundwork.Documents.Readers.Sheets;
using Groundwork.Documents.Readers.Slides;
using Groundwork.Documents.Readers.Tables;
using Groundwork.Documents.Readers.Trees;
using Groundwork.Documents.Readers.Web;
using Groundwork.Documents.Readers.Word;
using Groundwork.Language;

namespace Groundwork.Documents;

/// <summary>The readers of all formats, with one set of limits. Safe for concurrent use.</summary>
public sealed class ReaderSet
{
    private readonly IDocumentReader[] _readers;
    private readonly IContainerReader[] _containers;

    /// <summary>Makes the readers.</summary>
    /// <exception cref="ArgumentException">A limit cannot be used; the message names all that cannot.</exception>
    public ReaderSet(ReadingLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        if (limits.Validate() is { Count: > 0 } problems) throw new ArgumentException(string.Join(' ', problems), nameof(limits));
        var recognition = new TextRecognition(limits);
        _readers =
        [
            new PlainTextReader(limits), new MarkdownReader(limits), new HtmlReader(limits), new CsvReader(limits), new JsonReader(limits), new YamlReader(limits), new XmlMarkupReader(limits),
                new NotebookReader(limits), new CodeReader(limits), new PdfReader(limits, recognition, PdfTools.Usual), new ImageReader(limits, recognition),
            new DocxReader(limits), new PptxReader(limits), new XlsxReader(limits), new OdtReader(limits), new OdpReader(limits), new OdsReader(limits),
            new EpubReader(limits), new RtfReader(limits), new OldOfficeReader(limits), new MailTextReader(limits),
        ];
        var tar = new TarReader(limits);
        _containers = [new JsonLinesReader(limits), new MailReader(limits), new MboxReader(limits), new ZipReader(limits), tar, new GzipReader(limits, tar)];
        Limits = limits;
        Formats = [.. _readers.Select(reader => reader.Format), .. _containers.Select(container => container.Format)];
        Fingerprint = ContentHash.OfText(string.Join('\n', _readers.Select(reader => reader.Fingerprint).Concat(_containers.Select(container => container.Fingerprint)))).Short();
    }

    /// <summary>The limits that every reader keeps.</summary>
    public ReadingLimits Limits { get; }

    /// <summary>The formats, for help, error texts and the reference.</summary>
    public IReadOnlyList<FormatDescription> Formats { get; }

    /// <summary>12 hexadecimal digits that change when any reader would make another document of the same bytes. Limits do not count.</summary>
    public string Fingerprint { get; }

    /// <summary>The reader of a media type; null when there is none.</summary>
    /// <param name="mediaType">Lower case, without parameters, as <see cref="MediaTypes"/> gives it.</param>
    public IDocumentReader? ReaderFor(string mediaType) => Array.Find(_readers, reader => reader.CanRead(mediaType));

    /// <summary>The container reader of a media type; null when there is none.</summary>
    /// <param name="mediaType">Lower case, without parameters, as <see cref="MediaTypes"/> gives it.</param>
    public IContainerReader? ContainerFor(string mediaType) => Array.Find(_containers, container => container.CanOpen(mediaType));

    /// <summary>
    /// Opens a container and, as their turn comes, the containers inside it. Each part that is left has a reader; ids of parts of inner containers are
    /// joined by <c>!/</c>. All of them share the limits on unpacked bytes, parts and nesting. One part is in memory at a time.
    /// </summary>
    /// <param name="content">The container, from its current position on; stays open.</param>
    /// <param name="container">Its description; the media type decides who opens it.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The parts, in order. A part that cannot be read, or has no reader, is <see cref="ContainedPart.Broken"/>; an inner container that cannot be read further is one too.</returns>
    /// <exception cref="DocumentUnreadableException">Nobody opens this media type, the container cannot be read further, or a shared limit is passed.</exception>
    public IAsyncEnumerable<ContainedPart> OpenAsync(Stream content, SourceInfo container, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(container);
        return new NestedContainers(this, container).OpenAsync(content, cancellationToken);
    }

    /// <summary>What to say about a source that no reader takes.</summary>
    public DocumentUnreadableException Unsupported(SourceInfo source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new DocumentUnreadableException(
            UnreadableReason.UnsupportedFormat, $"\"{source.Path}\" is {source.MediaType}, which no reader takes.{(IsForeignArchive(source.MediaType) ? " Unpack it first, or pack it as zip or tar.gz." : "")} Readable formats: {string.Join(", ", Formats)}.");
    }

    private static bool IsForeignArchive(string mediaType) =>
        mediaType is "application/x-bzip2" or "application/x-xz" or "application/zstd" or "application/x-7z-compressed" or "application/vnd.rar";
}
