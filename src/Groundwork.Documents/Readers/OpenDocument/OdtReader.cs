using Groundwork.Documents.Canonical;
using Groundwork.Documents.Readers.Packages;

namespace Groundwork.Documents.Readers.OpenDocument;

/// <summary>OpenDocument texts and templates, as LibreOffice writes them.</summary>
internal sealed class OdtReader(ReadingLimits limits) : IDocumentReader
{
    public FormatDescription Format { get; } = new(
        "OpenDocument text (ODT)", [MediaTypes.Odt, MediaTypes.Ott], "page",
        """
        Paragraphs, headings by outline level, lists with nesting and numbering, tables with the first row as header, frames with text, quotes. Footnotes and
        endnotes are called as `[^1]`; their texts follow at the end of the section. Title, author, dates, keywords and subject come from the properties.
        Pages are named when the program that saved the file kept them. Left out: comments, tracked deletions, indexes, headers and footers, pictures. Macros
        are never run. Refused: a file with a password.
        """);

    public string Fingerprint => "odt-2";

    public ValueTask<Document> ReadAsync(Stream content, SourceInfo source, CancellationToken cancellationToken) =>
        Package.ReadAsync(content, source, limits, "a word processor", package => Read(package, source), cancellationToken);

    private static Document Read(Package package, SourceInfo source)
    {
        var odf = new OdfPackage(package, "text");
        var builder = new DocumentBuilder(source) { CheckLength = package.CheckCharacters };
        var body = new OdtBody(odf, builder);
        body.Write();
        if (odf.HasMacros) builder.Note("The document holds macros; they were ignored.");
        var properties = odf.Properties();
        properties.GiveTo(builder);
        return builder.Build(properties.Title ?? body.Title, properties.Language);
    }
}
