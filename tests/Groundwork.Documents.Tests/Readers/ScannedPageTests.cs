using System.Diagnostics;
using Groundwork.Documents.Readers.Images;
using Groundwork.Documents.Readers.Pdf;
using Groundwork.TestKit.Samples;

namespace Groundwork.Documents.Tests.Readers;

/// <summary>Pictures of text are made by rendering small PDFs.</summary>
public sealed class ScannedPageTests
{
    private static readonly SourceInfo s_pdf = new(new DocumentId("scan.pdf"), "folder/scan.pdf", MediaTypes.Pdf);

    private static readonly PdfSample s_text = new PdfSample().Page().Lines(72, 100, 18, "The lantern of the harbour", "shines over the water.");

    private static PdfReader WithoutTesseract => new(ReadingLimits.Default, new TextRecognition(ReadingLimits.Default, "tesseract-that-is-not-there"), PdfTools.Usual);

    [Fact]
    public async Task A_document_of_mixed_pages_gets_the_text_of_both()
    {
        var pdf = new PdfSample().Page().Lines(72, 100, 12, "A page of ordinary text comes first.").Page().Scan(Rendered("-gray", "pgm")).Page().ToArray();
        var document = await Reading.ReadAsync(Reading.Readers.ReaderFor(MediaTypes.Pdf)!, pdf, s_pdf);
        document.BlockTexts().ShouldBe(["A page of ordinary text comes first.", "The lantern of the harbour shines over the water."]);
        document.PlaceOf(document.Blocks[1].Span).Page.ShouldBe(2);
        document.Notes.ShouldContain(note => note.StartsWith("Page 2 was read by OCR (tesseract, ", StringComparison.Ordinal) && note.Contains("eng", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_tesseract_the_refusal_names_the_package_and_counts_the_pages()
    {
        var refusal = await Should.ThrowAsync<DocumentUnreadableException>(() => Reading.ReadAsync(WithoutTesseract, new PdfSample().Page().Scan(Rendered("-gray", "pgm")).ToArray(), s_pdf));
        refusal.Reason.ShouldBe(UnreadableReason.ToolMissing);
        refusal.Message.ShouldContain("tesseract-ocr");
        refusal.Message.ShouldContain("1 scanned pages");
    }

    [Fact]
    public async Task Without_tesseract_pages_of_text_are_read_and_the_others_are_named()
    {
        var pdf = new PdfSample().Page().Lines(72, 100, 12, "A page of ordinary text comes first.").Page().Scan(Rendered("-gray", "pgm")).ToArray();
        var document = await Reading.ReadAsync(WithoutTesseract, pdf, s_pdf);
        document.Text.ShouldBe("A page of ordinary text comes first.");
        document.Notes.ShouldContain(note => note.StartsWith("Page 2 was left out", StringComparison.Ordinal) && note.Contains("tesseract-ocr", StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_more_pages_than_the_limit_are_recognised()
    {
        var scan = Rendered("-gray", "pgm");
        var readers = new ReaderSet(new ReadingLimits { MaxOcrPages = 1 });
        var document = await Reading.ReadAsync(readers.ReaderFor(MediaTypes.Pdf)!, new PdfSample().Page().Scan(scan).Page().Scan(scan).ToArray(), s_pdf);
        document.Text.ShouldBe("The lantern of the harbour shines over the water.");
        document.Notes.ShouldContain(note => note.StartsWith("Page 2 was left out", StringComparison.Ordinal) && note.Contains("MaxOcrPages", StringComparison.Ordinal));
    }

    [Fact]
    public async Task When_the_time_for_OCR_is_over_the_pages_of_text_stay_and_the_others_are_named()
    {
        var scan = Rendered("-gray", "pgm");
        var readers = new ReaderSet(new ReadingLimits { MaxOcrTime = TimeSpan.FromTicks(10_000) }); // No page is rendered in a millisecond.
        var pdf = new PdfSample().Page().Lines(72, 100, 12, "A page of ordinary text comes first.").Page().Scan(scan).Page().Scan(scan).ToArray();
        var document = await Reading.ReadAsync(readers.ReaderFor(MediaTypes.Pdf)!, pdf, s_pdf);
        document.Text.ShouldBe("A page of ordinary text comes first.");
        var note = document.Notes.ShouldHaveSingleItem(string.Join('|', document.Notes));
        note.ShouldContain("MaxOcrTime");
        note.ShouldContain("2");
        note.ShouldContain("3");
    }

    [Theory]
    [InlineData(MediaTypes.Pdf)]
    [InlineData(MediaTypes.Png)]
    public void Languages_of_OCR_are_part_of_the_fingerprint(string mediaType)
    {
        string Fingerprint(string? languages) => new ReaderSet(new ReadingLimits { OcrLanguages = languages }).ReaderFor(mediaType)!.Fingerprint;
        new[] { Fingerprint(null), Fingerprint("eng"), Fingerprint("deu+eng") }.Distinct(StringComparer.Ordinal).Count().ShouldBe(3);
        Fingerprint("eng").ShouldBe(Fingerprint("eng"));
        string.Equals(WithoutTesseract.Fingerprint, new ReaderSet(ReadingLimits.Default).ReaderFor(MediaTypes.Pdf)!.Fingerprint, StringComparison.Ordinal).ShouldBeFalse();
    }

    [Theory]
    [InlineData("-png", "png", MediaTypes.Png)]
    [InlineData("-jpeg", "jpg", MediaTypes.Jpeg)]
    [InlineData("-tiff", "tif", MediaTypes.Tiff)]
    public async Task Pictures_are_read(string format, string ending, string mediaType)
    {
        var document = await Reading.BytesAsync(mediaType, Rendered(format, ending), "folder/sign." + ending);
        document.Text.ShouldBe("The lantern of the harbour shines over the water.");
        document.Title.ShouldBe("sign");
        document.Blocks.ShouldAllBe(block => document.PlaceOf(block.Span).Page == 1);
    }

    [Fact]
    public async Task A_picture_of_nothing_is_empty_and_one_with_too_many_pixels_is_not_decoded()
    {
        (await Reading.RefusalAsync(MediaTypes.Png, Rendered("-png", "png", new PdfSample().Page()))).Reason.ShouldBe(UnreadableReason.Empty);
        var readers = new ReaderSet(new ReadingLimits { MaxImagePixels = 1000 });
        var refusal = await Should.ThrowAsync<DocumentUnreadableException>(() => Reading.ReadAsync(readers.ReaderFor(MediaTypes.Png)!, Rendered("-png", "png"), s_pdf with { MediaType = MediaTypes.Png }));
        refusal.Reason.ShouldBe(UnreadableReason.TooLarge);
        refusal.Message.ShouldContain("MaxImagePixels");
    }

    [Fact]
    public void A_language_that_names_no_language_is_refused() =>
        new ReadingLimits { OcrLanguages = "eng; rm -rf" }.Validate().ShouldHaveSingleItem().ShouldContain("OcrLanguages");

    private static byte[] Rendered(string format, string ending, PdfSample? pdf = null)
    {
        using var directory = new TestKit.TemporaryDirectory();
        var source = directory.Write("source.pdf", (pdf ?? s_text).ToArray());
        using var process = Process.Start(new ProcessStartInfo("pdftoppm", ["-q", format, "-r", "150", "-singlefile", source, directory.File("page")]))!;
        process.WaitForExit();
        return File.ReadAllBytes(directory.File("page." + ending));
    }
}
