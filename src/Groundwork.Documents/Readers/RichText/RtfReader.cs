using Groundwork.Documents.Canonical;
using Groundwork.Documents.Readers.Packages;

namespace Groundwork.Documents.Readers.RichText;

/// <summary>Rich text (Rich Text Format Specification 1.9.1), as Word, WordPad, TextEdit and LibreOffice write it.</summary>
internal sealed class RtfReader(ReadingLimits limits) : IDocumentReader
{
    // Some programs put a byte order mark or blank lines before the beginning.
    private const int SearchedBytes = 64;

    public FormatDescription Format { get; } = new(
        "Rich text (RTF)", [MediaTypes.Rtf], "–",
        """
        Paragraphs, headings (by style or outline level), lists with their labels, tables with the first row as header, text boxes; all code pages, and Unicode.
        Footnotes and endnotes are called as `[^1]`; their texts follow at the end of the section. Title, author, dates, keywords and subject come from the
        properties. Left out: comments, tracked deletions, hidden text, headers and footers, pictures, embedded objects. A file that breaks off is read as far
        as it goes, with a note.
        """);

    public string Fingerprint => "rtf-1";

    public async ValueTask<Document> ReadAsync(Stream content, SourceInfo source, CancellationToken cancellationToken)
    {
        var bytes = await SourceBytes.ReadAsync(content, source.Path, limits.MaxBytes, cancellationToken);
        if (bytes.IsEmpty) throw new DocumentUnreadableException(UnreadableReason.Empty, $"\"{source.Path}\" has no bytes.");
        if (PackageSignature.IsCompoundFile(bytes.Span)) throw PackageSignature.CompoundFile(bytes.Span, source.Path);
        var start = bytes.Span[..Math.Min(bytes.Length, SearchedBytes)].IndexOf("{\\rtf"u8);
        if (start < 0) throw new DocumentUnreadableException(UnreadableReason.Damaged, $"\"{source.Path}\" is no rich text: it does not begin with {{\\rtf. Open it in a word processor and save it again.");
        var builder = new DocumentBuilder(source);
        var styles = new RtfStyles();
        var properties = new RtfProperties();
        var writer = new RtfWriter(builder, styles);
        var parser = new RtfParser(new RtfTokens(bytes, start), writer, styles, properties, cancellationToken);
        parser.Parse();
        builder.Note(parser.Notes.Distinct(StringComparer.Ordinal));
        properties.GiveTo(builder);
        return builder.Build(properties.Title ?? writer.Title);
    }
}
