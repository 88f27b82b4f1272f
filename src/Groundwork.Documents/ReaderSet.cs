using Groundwork.Documents.Readers;
using Groundwork.Documents.Readers.Code;
using Groundwork.Documents.Readers.Markdown;
using Groundwork.Documents.Readers.Markup;
using Groundwork.Documents.Readers.Notebooks;
using Groundwork.Documents.Readers.Plain;
using Groundwork.Documents.Readers.Tables;
using Groundwork.Documents.Readers.Trees;
using Groundwork.Documents.Readers.Web;
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
        _readers = [new PlainTextReader(limits), new MarkdownReader(limits), new HtmlReader(limits), new CsvReader(limits), new JsonReader(limits), new YamlReader(limits), new XmlMarkupReader(limits), new NotebookReader(limits), new CodeReader(limits), new PdfReader(limits), new DocxReader(limits)];
        _containers = [new JsonLinesReader(limits)];
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

    /// <summary>What to say about a source that no reader takes.</summary>
    public DocumentUnreadableException Unsupported(SourceInfo source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new DocumentUnreadableException(
            UnreadableReason.UnsupportedFormat, $"\"{source.Path}\" is {source.MediaType}, which no reader takes. Readable formats: {string.Join(", ", Formats)}.");
    }
}
