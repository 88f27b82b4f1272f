using System.IO.Compression;
using System.Xml;
using Groundwork.Documents.Canonical;

namespace Groundwork.Documents.Readers;

/// <summary>
/// Word documents. The parts are read as a stream of XML, never as a tree: a hostile file can neither exhaust the stack by nesting nor
/// the memory by unpacking.
/// </summary>
internal sealed class DocxReader(ReadingLimits limits) : IDocumentReader
{
    public FormatDescription Format { get; } = new(
        "Word (DOCX)", [MediaTypes.Docx, "application/vnd.ms-word.document.macroenabled.12"], "–",
        """
        Paragraphs, headings (by style or outline level), lists, tables, text boxes and footnotes. Tracked deletions are left out. A file with a
        password and the old `.doc` format are refused.
        """);

    public string Fingerprint => "docx-1";

    public async ValueTask<Document> ReadAsync(Stream content, SourceInfo source, CancellationToken cancellationToken)
    {
        var bytes = await SourceBytes.ReadAsync(content, source.Path, limits.MaxBytes, cancellationToken);
        RefuseOldFormats(bytes.Span, source.Path);
        try
        {
            using var zip = new ZipArchive(SourceBytes.AsStream(bytes), ZipArchiveMode.Read);
            var package = new DocxPackage(zip, source.Path, limits.MaxBytes);
            var builder = new DocumentBuilder(source);
            var body = new DocxBody(package, builder, cancellationToken);
            body.Write();
            return builder.Build(package.Title() ?? body.Title);
        }
        catch (Exception problem) when (problem is InvalidDataException or XmlException or EndOfStreamException or NotSupportedException)
        {
            throw new DocumentUnreadableException(UnreadableReason.Damaged, $"\"{source.Path}\" is damaged: {problem.Message} Open it in a word processor and save it again.", problem);
        }
    }

    private static void RefuseOldFormats(ReadOnlySpan<byte> bytes, string path)
    {
        if (bytes.IsEmpty) throw new DocumentUnreadableException(UnreadableReason.Empty, $"\"{path}\" has no bytes.");
        if (!bytes.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0])) return;
        // An OLE container is either a protected document, which names its stream in UTF-16, or the format before DOCX.
        if (bytes.IndexOf(System.Text.Encoding.Unicode.GetBytes("EncryptedPackage")) >= 0)
            throw new DocumentUnreadableException(UnreadableReason.Encrypted, $"\"{path}\" needs a password. Save a copy without one.");
        throw new DocumentUnreadableException(UnreadableReason.UnsupportedFormat, $"\"{path}\" is in the old DOC format. Save it as DOCX.");
    }
}
