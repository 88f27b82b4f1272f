using Groundwork.Documents.Canonical;
using Groundwork.Documents.Readers.Images;
using Groundwork.Documents.Readers.Pages;
using Groundwork.Documents.Readers.Pdf;

namespace Groundwork.Documents.Tests.Readers;

public sealed class PdfReaderTests
{
    // One empty page, RC4 with 40 bits, user password "secret".
    private const string Encrypted =
        "JVBERi0xLjQKMSAwIG9iago8PC9UeXBlL0NhdGFsb2cvUGFnZXMgMiAwIFI+PgplbmRvYmoKMiAwIG9iago8PC9UeXBlL1BhZ2VzL0tpZHNbMyAwIFJdL0Nv" +
        "dW50IDE+PgplbmRvYmoKMyAwIG9iago8PC9UeXBlL1BhZ2UvUGFyZW50IDIgMCBSL01lZGlhQm94WzAgMCA5OSA5OV0+PgplbmRvYmoKNCAwIG9iago8PC9G" +
        "aWx0ZXIvU3RhbmRhcmQvViAxL1IgMi9PPDkyZmUwZjQ0NTRhZDRjOTY0NDY5M2YzM2MwN2NiNTRmNTg3ZGNlMWUyNjgyZmU5ZWNlYTYxMDdhMWVmNjMwZGQ+" +
        "L1U8OTAyZDZjMGQ2Yjc3YWRlZjk3Y2ExYzcxZTQ5MzA4YzYxM2I5MTdiMmFkNmVmNzExYTBjYjQxMDczNzk5NDM2MD4vUCAtND4+CmVuZG9iagp4cmVmCjAg" +
        "NQowMDAwMDAwMDAwIDY1NTM1IGYgCjAwMDAwMDAwMDkgMDAwMDAgbiAKMDAwMDAwMDA1NCAwMDAwMCBuIAowMDAwMDAwMTA1IDAwMDAwIG4gCjAwMDAwMDAx" +
        "NjggMDAwMDAgbiAKdHJhaWxlcgo8PC9TaXplIDUvUm9vdCAxIDAgUi9FbmNyeXB0IDQgMCBSL0lEWzwzMDMxMzIzMzM0MzUzNjM3MzgzOTYxNjI2MzY0NjU2" +
        "Nj48MzAzMTMyMzMzNDM1MzYzNzM4Mzk2MTYyNjM2NDY1NjY+XT4+CnN0YXJ0eHJlZgozNTMKJSVFT0YK";

    private static readonly SourceInfo s_source = new(new DocumentId("a.pdf"), "folder/paper.pdf", MediaTypes.Pdf);

    [Fact]
    public async Task Wrapped_lines_are_joined_and_pages_are_known()
    {
        var pdf = SmallPdf.Of(
            ["The first paragraph goes over", "two lines and has a hyphen-", "ated word.", "", "", "Second paragraph (with brackets)."],
            ["Text of page two."]);
        var document = await Reading.BytesAsync(MediaTypes.Pdf, pdf, "folder/paper.pdf");
        document.BlockTexts().ShouldBe(["The first paragraph goes over two lines and has a hyphenated word.", "Second paragraph (with brackets).", "Text of page two."]);
        document.Title.ShouldBe("paper");
        document.Blocks.Select(block => document.PlaceOf(block.Span).Page).ShouldBe([1, 1, 2]);
        document.PlaceOf(document.Blocks[0].Span).Line.ShouldBeNull();
    }

    [Fact]
    public async Task The_title_of_the_file_is_used_unless_it_is_a_file_name()
    {
        (await Reading.BytesAsync(MediaTypes.Pdf, SmallPdf.Write("A Study of Things", ["words"]), "p.pdf")).Title.ShouldBe("A Study of Things");
        (await Reading.BytesAsync(MediaTypes.Pdf, SmallPdf.Write("Microsoft Word - x.doc", ["words"]), "p.pdf")).Title.ShouldBe("p");
    }

    [Fact]
    public async Task A_password_is_named_as_the_reason() =>
        (await Reading.RefusalAsync(MediaTypes.Pdf, Convert.FromBase64String(Encrypted))).Reason.ShouldBe(UnreadableReason.Encrypted);

    [Fact]
    public async Task Damage_is_named_as_the_reason()
    {
        (await Reading.RefusalAsync(MediaTypes.Pdf, "no pdf at all"u8.ToArray())).Reason.ShouldBe(UnreadableReason.Damaged);
        var whole = SmallPdf.Of(["Some text here"]);
        (await Reading.RefusalAsync(MediaTypes.Pdf, whole[..100])).Reason.ShouldBe(UnreadableReason.Damaged);
        (await Reading.RefusalAsync(MediaTypes.Pdf, [])).Reason.ShouldBe(UnreadableReason.Empty);
    }

    [Fact]
    public async Task Pages_without_text_ask_for_OCR()
    {
        var refusal = await Reading.RefusalAsync(MediaTypes.Pdf, SmallPdf.Of([""], [""]));
        refusal.Reason.ShouldBe(UnreadableReason.Empty);
        refusal.Message.ShouldContain("OCR");
    }

    [Fact]
    public async Task A_missing_program_names_the_package()
    {
        var reader = Reader("pdftotext-that-is-not-there", "pdfinfo");
        var refusal = await Should.ThrowAsync<DocumentUnreadableException>(() => Reading.ReadAsync(reader, SmallPdf.Of(["x"]), s_source));
        refusal.Reason.ShouldBe(UnreadableReason.ToolMissing);
        refusal.Message.ShouldContain("poppler-utils");
        (await Reading.ReadAsync(Reader("pdftotext", "pdfinfo-that-is-not-there"), SmallPdf.Of(["x"]), s_source)).Title.ShouldBe("paper");
    }

    [Fact]
    public async Task Too_much_text_is_refused()
    {
        var reader = new PdfReader(new ReadingLimits { ToolOutputBytes = 10 });
        var refusal = await Should.ThrowAsync<DocumentUnreadableException>(() => Reading.ReadAsync(reader, SmallPdf.Of(["more than ten bytes of text"]), s_source));
        refusal.Reason.ShouldBe(UnreadableReason.TooLarge);
    }

    [Fact]
    public async Task Too_little_memory_is_a_failed_tool_and_not_a_missing_one()
    {
        var reader = new PdfReader(new ReadingLimits { ToolMemoryBytes = 4 << 20 });
        var refusal = await Should.ThrowAsync<DocumentUnreadableException>(() => Reading.ReadAsync(reader, SmallPdf.Of(["x"]), s_source));
        refusal.Reason.ShouldBe(UnreadableReason.ToolFailed);
        refusal.Message.ShouldContain("ToolMemoryBytes");
    }

    [Theory]
    [InlineData("A line that ends with a num-", "ber.", "A line that ends with a number.")]
    [InlineData("Written in UTF-", "8 today.", "Written in UTF-8 today.")]
    [InlineData("Jean-", "Paul", "Jean-Paul")]
    [InlineData("これは日本", "語です。", "これは日本語です。")]
    [InlineData("soft\u00AD", "hyphen", "softhyphen")]
    public void Line_ends_are_joined_as_a_reader_would(string first, string second, string joined)
    {
        var text = new BlockText().Append(first);
        PageBlocks.Join(text, second);
        text.Append(second).ToString().ShouldBe(joined);
    }

    private static PdfReader Reader(string text, string info) =>
        new(ReadingLimits.Default, new TextRecognition(ReadingLimits.Default), new PdfTools(PdfTools.Of(text), PdfTools.Of(info)));
}
