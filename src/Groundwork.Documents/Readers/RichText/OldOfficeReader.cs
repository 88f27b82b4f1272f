using Groundwork.Documents.Canonical;
using Groundwork.Documents.Readers.Packages;

namespace Groundwork.Documents.Readers.RichText;

/// <summary>The Office formats before 2007. They are refused with what to do; many files with such an ending are rich text, which is read.</summary>
internal sealed class OldOfficeReader(ReadingLimits limits) : IDocumentReader
{
    private readonly RtfReader _richText = new(limits);

    public FormatDescription Format { get; } = new(
        "Office before 2007 (DOC, XLS, PPT)", [MediaTypes.Doc, MediaTypes.Xls, MediaTypes.Ppt], "–",
        "Refused, because the old formats are not open: save the file as DOCX, XLSX or PPTX. Rich text under such an ending is read.");

    public string Fingerprint => $"oldoffice-1+{_richText.Fingerprint}";

    public async ValueTask<Document> ReadAsync(Stream content, SourceInfo source, CancellationToken cancellationToken)
    {
        var bytes = await SourceBytes.ReadAsync(content, source.Path, limits.MaxBytes, cancellationToken);
        if (bytes.Span.StartsWith("PK"u8))
            throw new DocumentUnreadableException(UnreadableReason.UnsupportedFormat, $"\"{source.Path}\" is in a newer format than its ending says. Give it the ending .docx, .xlsx or .pptx.");
        if (!bytes.IsEmpty && !PackageSignature.IsCompoundFile(bytes.Span) && !bytes.Span.StartsWith("{\\rtf"u8))
            throw new DocumentUnreadableException(UnreadableReason.UnsupportedFormat, $"\"{source.Path}\" is no Office file although its ending says so. Give it the ending of what it is, such as .html or .csv.");
        await using var again = SourceBytes.AsStream(bytes);
        return await _richText.ReadAsync(again, source, cancellationToken);
    }
}
