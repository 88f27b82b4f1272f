using System.Text;
using Groundwork.Documents.Canonical;
using Groundwork.Documents.Processes;
using Groundwork.Documents.Readers.Images;
using Groundwork.Documents.Readers.Pages;

namespace Groundwork.Documents.Readers.Pdf;

/// <summary>
/// PDF, through poppler in processes of their own: a hostile file can crash a process, not the server. <c>pdftotext -tsv</c> gives words with their places
/// (in the same time as plain text, and half the bytes of <c>-bbox-layout</c>); order, paragraphs and tables are made here. <c>pdftohtml -xml</c> runs beside
/// it for fonts and the outline; without it headings are told by the height of letters alone.
/// </summary>
internal sealed class PdfReader(ReadingLimits limits, TextRecognition recognition, PdfTools tools) : IDocumentReader
{
    private const int HeaderBytes = 1024;

    public PdfReader(ReadingLimits limits)
        : this(limits, new TextRecognition(limits), PdfTools.Usual)
    {
    }

    public FormatDescription Format { get; } = new(
        "PDF", [MediaTypes.Pdf], "page",
        """
        Needs `pdftotext` of the package poppler-utils (`apt install poppler-utils`, `brew install poppler`); it runs as a process of its own with
        limits. Columns are read one after the other. Wrapped lines and words hyphenated at a line's end are joined, also across columns and pages.
        Headings come from the outline, else from larger or bold letters. Grids of short cells become tables, equally wide letters code. From three pages
        on, headers, footers and page numbers that repeat are left out, and the document says so. Pages without text are read by `tesseract` of the package
        tesseract-ocr when it is installed; else the document, or the refusal, says how many need it. A file with a password is refused.
        """, [("pdftotext", "poppler-utils"), ("tesseract", "tesseract-ocr")]);

    public string Fingerprint => $"pdf-3+{recognition.Fingerprint}";

    public async ValueTask<Document> ReadAsync(Stream content, SourceInfo source, CancellationToken cancellationToken)
    {
        var bytes = await SourceBytes.ReadAsync(content, source.Path, limits.MaxBytes, cancellationToken);
        if (bytes.IsEmpty) throw new DocumentUnreadableException(UnreadableReason.Empty, $"\"{source.Path}\" has no bytes.");
        if (bytes.Span[..Math.Min(bytes.Length, HeaderBytes)].IndexOf("%PDF-"u8) < 0)
            throw new DocumentUnreadableException(UnreadableReason.Damaged, $"\"{source.Path}\" is no PDF: it does not start with %PDF-.");
        using var folder = new ToolFolder(limits, source.Path);
        var file = await folder.WriteAsync("source.pdf", bytes, cancellationToken);

        var fontsComing = FontsAsync(folder, file, cancellationToken);
        List<PageWords> pages;
        try
        {
            pages = await WordsAsync(folder, file, source, cancellationToken);
        }
        finally
        {
            // It works in the folder that is about to go, and ends by its own limits.
            await fontsComing;
        }

        var fonts = await fontsComing;
        var builder = new DocumentBuilder(source);
        pages = await new ScannedPages(limits, recognition, tools, folder, file, builder).FillAsync(pages, source, cancellationToken);
        if (RunningLines.Remove(pages, cancellationToken) is { } running)
            builder.Note(FormattableString.Invariant($"Headers, footers and page numbers that repeat were left out of {running.Pages} pages, like \"{Short(running.Example)}\"."));
        PageBlocks.Add(builder, Items(pages, fonts, cancellationToken), fonts.Outline, cancellationToken);
        var info = builder.IsEmpty ? PdfInfo.Unknown : await PdfInfo.ReadAsync(folder, tools.Info, file, cancellationToken);
        info.Tell(builder);
        return builder.Build(
            info.Title ?? Path.GetFileNameWithoutExtension(source.FileName),
            whyEmpty: $"\"{source.Path}\" holds no text, and OCR found none on its pages.");
    }

    private static List<PageItem> Items(List<PageWords> pages, PageFonts fonts, CancellationToken cancellationToken)
    {
        var items = new List<PageItem>();
        var column = 0;
        foreach (var page in pages)
        {
            cancellationToken.ThrowIfCancellationRequested();
            items.AddRange(ReadingOrder.Of(page, ref column));
        }

        return fonts.Styled(items);
    }

    private async Task<List<PageWords>> WordsAsync(ToolFolder folder, string file, SourceInfo source, CancellationToken cancellationToken)
    {
        List<PageWords> pages = [];
        var result = await folder.RunAsync(
            tools.Text, ["-q", "-enc", "UTF-8", "-tsv", file, "-"],
            async (output, token) => pages = await TsvPages.ReadAsync(output, isRecognised: false, 1, firstPage: null, token), cancellationToken);
        var hasText = pages.Exists(page => page.Words.Count > 0);
        if (result.ExitCode == 0 && hasText) return pages;
        // Without -q it says what is wrong.
        var diagnosed = await folder.RunAsync(tools.Text, ["-enc", "UTF-8", "-l", "1", file, "-"], cancellationToken);
        Refuse(result, diagnosed, pages.Count > 0, folder, source);
        return pages;
    }

    private void Refuse(ChildResult result, ChildResult diagnosed, bool hasPages, ToolFolder folder, SourceInfo source)
    {
        var messages = diagnosed.Messages;
        if (messages.Contains("Incorrect password", StringComparison.OrdinalIgnoreCase) || messages.Contains("encrypt", StringComparison.OrdinalIgnoreCase))
            throw new DocumentUnreadableException(UnreadableReason.Encrypted, $"\"{source.Path}\" needs a password. Save a copy without one, for example with qpdf --decrypt --password=… .");
        if (result.ExitCode == 0 && hasPages && !messages.Contains("Error", StringComparison.Ordinal)) return;
        if (result.ExitCode is 0 or 1)
            throw new DocumentUnreadableException(UnreadableReason.Damaged, $"\"{source.Path}\" is damaged or cut off: pdftotext cannot open it{diagnosed.FirstMessage}. Save it again from its source.");
        if (result.ExitCode == 3)
            throw new DocumentUnreadableException(UnreadableReason.Encrypted, $"The author of \"{source.Path}\" does not permit taking text out of it.");
        throw folder.Failed(tools.Text, diagnosed with { ExitCode = result.ExitCode });
    }

    // What goes wrong here costs the fonts and the outline only.
    private async Task<PageFonts> FontsAsync(ToolFolder folder, string file, CancellationToken cancellationToken)
    {
        try
        {
            var fonts = PageFonts.Unknown;
            await folder.RunAsync(
                tools.Fonts, ["-q", "-xml", "-i", "-stdout", "-nodrm", "-noroundcoord", "-zoom", "1", "-enc", "UTF-8", file],
                async (output, token) => fonts = await PageFonts.ReadAsync(output, token), cancellationToken);
            return fonts;
        }
        catch (DocumentUnreadableException)
        {
            return PageFonts.Unknown;
        }
    }

    private static string Short(string text) => text.Length <= 80 ? text : text[..(char.IsHighSurrogate(text[79]) ? 79 : 80)] + "…";
}
