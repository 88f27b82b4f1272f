using Groundwork.Documents.Canonical;
using Groundwork.Documents.Readers.Packages;
using Groundwork.Language;

namespace Groundwork.Documents.Readers.Word;

/// <summary>Word documents and templates, in the transitional and the strict flavour (ECMA-376, ISO/IEC 29500).</summary>
internal sealed class DocxReader(ReadingLimits limits) : IDocumentReader
{
    public FormatDescription Format { get; } = new(
        "Word (DOCX)", [MediaTypes.Docx, MediaTypes.Docm, MediaTypes.Dotx, MediaTypes.Dotm], "page",
        """
        Paragraphs, headings (by style in any language, or by outline level) with their numbers, lists with nesting and numbering, tables with the
        first row as header, text boxes, quotes. Footnotes and endnotes are called as `[^1]`; their texts follow at the end of the section. Title, author,
        dates, keywords and subject come from the properties. Pages are named when the program that saved the file kept them. Left out: comments,
        tracked deletions, hidden text, tables of contents, headers and footers, pictures. Macros are never run. Refused: a file with a password, and
        the old `.doc` format.
        """);

    public string Fingerprint => "docx-3";

    public ValueTask<Document> ReadAsync(Stream content, SourceInfo source, CancellationToken cancellationToken) =>
        Package.ReadAsync(content, source, limits, "a word processor", package => Read(package, source), cancellationToken);

    private static Document Read(Package package, SourceInfo source)
    {
        var office = new OfficeDocument(package, "document", "word/document.xml");
        var builder = new DocumentBuilder(source) { CheckLength = package.CheckCharacters };
        var styles = new DocxStyles(office);
        var body = new DocxBody(office, styles, builder);
        body.Write();
        var properties = office.Properties();
        properties.GiveTo(builder);
        if (office.HasMacros) builder.Note("The document holds macros; they were ignored.");
        var document = builder.Build(properties.Title ?? body.Title, properties.Language);
        return document.Language == LanguageCode.Undetermined && styles.DefaultLanguage is { } language ? document with { Language = language } : document;
    }
}
