using System.Xml;
using Groundwork.Documents.Canonical;
using Groundwork.Documents.Readers.Plain;
using Groundwork.Documents.Readers.Trees;
using Groundwork.Documents.Readers.Web;

namespace Groundwork.Documents.Readers.Markup;

/// <summary>XML: a document for people becomes its text, data becomes headings, tables and lines.</summary>
internal sealed class XmlMarkupReader(ReadingLimits limits) : IDocumentReader
{
    private const int SearchedForEntities = 1 << 16;

    private static readonly XmlReaderSettings s_settings = new()
    {
        DtdProcessing = DtdProcessing.Ignore, XmlResolver = null, CheckCharacters = false, IgnoreComments = true, IgnoreProcessingInstructions = true,
    };

    public FormatDescription Format { get; } = new(
        "XML", [MediaTypes.Xml, "text/xml"], "line",
        """
        Where elements mix with text, it is a document: DocBook, DITA, TEI and their like. Titles become headings by the depth of their sections,
        lists, tables and code are kept, every other element that stands alone is a paragraph. Other XML is data: repeated elements become tables
        or lines `path: value`, attributes are values. Document types and their entities are never resolved; a document that needs entities of its
        own is refused. What is not well-formed is read without its tags as plain text, and the document says so.
        """);

    public string Fingerprint => "xml-2";

    /// <summary>A parser that resolves nothing.</summary>
    public static XmlReader Open(string xml) => XmlReader.Create(new StringReader(xml), s_settings);

    public async ValueTask<Document> ReadAsync(Stream content, SourceInfo source, CancellationToken cancellationToken)
    {
        var bytes = await SourceBytes.ReadAsync(content, source.Path, limits.MaxBytes, cancellationToken);
        var decoded = TextDecoding.Decode(bytes.Span, source.Path, HtmlCharset.Declared(bytes.Span));
        cancellationToken.ThrowIfCancellationRequested();
        var xml = decoded.Text.TrimStart();
        var firstLine = decoded.Text.AsSpan(0, decoded.Text.Length - xml.Length).Count('\n') + 1;
        try
        {
            // A first look proves that the whole is well-formed, so nothing half-read is ever left behind.
            var survey = XmlSurvey.Of(xml, cancellationToken);
            var builder = new DocumentBuilder(source with { FirstLine = source.FirstLine + firstLine - 1 });
            builder.Note(decoded.Notes);
            return survey.IsProse ? Prose(xml, survey, builder, cancellationToken) : survey.Problem is null ? Data(xml, builder, cancellationToken) : PlainText(decoded, source, survey.Problem, cancellationToken);
        }
        catch (XmlException problem)
        {
            if (xml.AsSpan(0, Math.Min(xml.Length, SearchedForEntities)).Contains("<!ENTITY", StringComparison.Ordinal))
                throw new DocumentUnreadableException(
                    UnreadableReason.Hostile, $"\"{source.Path}\" declares XML entities of its own and needs them ({problem.Message}) They are never resolved. Save it with its entities written out.", problem);
            return PlainText(decoded, source, FormattableString.Invariant($"it is not well-formed XML in line {problem.LineNumber}"), cancellationToken);
        }
    }

    private static Document Prose(string xml, XmlSurvey survey, DocumentBuilder builder, CancellationToken cancellationToken)
    {
        var writer = new XmlProse(builder, survey.Inline, cancellationToken);
        writer.Write(xml);
        return builder.Build(foundLanguage: writer.Language);
    }

    private Document Data(string xml, DocumentBuilder builder, CancellationToken cancellationToken)
    {
        var root = XmlTree.Of(xml, cancellationToken);
        new TreeWriter(builder, limits.MaxBytes, cancellationToken).Write(root);
        return builder.Build(TreeTitle.Of(root, builder.Source.FileName));
    }

    private static Document PlainText(DecodedText decoded, SourceInfo source, string why, CancellationToken cancellationToken)
    {
        var builder = new DocumentBuilder(source);
        builder.Note(decoded.Notes);
        builder.Note($"Read as plain text without its tags: {why}.");
        PlainTextReader.AddParagraphs(builder, CanonicalText.Clean(HtmlTags.Strip(decoded.Text)), cancellationToken);
        return builder.Build();
    }
}
