using Groundwork.Documents.Canonical;
using Groundwork.Documents.Processes;
using Groundwork.Documents.Readers.Pages;

namespace Groundwork.Documents.Readers.Images;

/// <summary>Pictures of text, through tesseract.</summary>
internal sealed class ImageReader(ReadingLimits limits, TextRecognition recognition) : IDocumentReader
{
    public FormatDescription Format { get; } = new(
        "Images", [MediaTypes.Png, MediaTypes.Jpeg, MediaTypes.Tiff, MediaTypes.Bmp, MediaTypes.Webp, MediaTypes.Gif], "page",
        """
        Text in pictures is recognised by `tesseract` of the package tesseract-ocr, in every installed language or those of the setting `OcrLanguages`; the
        document says which, and how sure it is. A TIFF of several pages is a document of several pages. A picture without text, or with more pixels
        than `MaxImagePixels`, is refused.
        """, [("tesseract", "tesseract-ocr")]);

    public string Fingerprint => $"image-1+{recognition.Fingerprint}";

    public async ValueTask<Document> ReadAsync(Stream content, SourceInfo source, CancellationToken cancellationToken)
    {
        var bytes = await SourceBytes.ReadAsync(content, source.Path, limits.MaxBytes, cancellationToken);
        if (bytes.IsEmpty) throw new DocumentUnreadableException(UnreadableReason.Empty, $"\"{source.Path}\" has no bytes.");
        if (ImageSize.Pixels(bytes.Span) is not { } pixels) throw Damaged(source);
        if (pixels > limits.MaxImagePixels)
            throw new DocumentUnreadableException(UnreadableReason.TooLarge, FormattableString.Invariant($"\"{source.Path}\" has {pixels} pixels; at most {limits.MaxImagePixels} are read. Make it smaller, or raise MaxImagePixels."));
        using var folder = new ToolFolder(limits, source.Path);
        var file = await folder.WriteAsync("picture" + MediaTypes.EndingsOf(source.MediaType)[0], bytes, cancellationToken);
        var pages = await recognition.ReadAsync(folder, file, dotsPerInch: null, firstPage: 1, cancellationToken) ?? throw Damaged(source);
        var builder = new DocumentBuilder(source);
        var items = new List<PageItem>();
        var column = 0;
        foreach (var page in pages)
        {
            cancellationToken.ThrowIfCancellationRequested();
            items.AddRange(ReadingOrder.Of(page, ref column));
        }

        PageBlocks.Add(builder, items, [], cancellationToken);
        builder.Note(RecognitionNotes.On(pages, await recognition.LanguagesAsync(folder, cancellationToken)));
        return builder.Build(Path.GetFileNameWithoutExtension(source.FileName), whyEmpty: $"No text was recognised in \"{source.Path}\". Leave it out if it is a photograph; else scan it again, larger or with more contrast.");
    }

    private static DocumentUnreadableException Damaged(SourceInfo source) =>
        new(UnreadableReason.Damaged, $"\"{source.Path}\" is no picture that can be read, or is damaged. Open it in a picture viewer and save it again.");
}
