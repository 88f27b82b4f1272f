using Groundwork.Documents.Readers;

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
        var reader = new PdfReader(ReadingLimits.Default, "pdftotext-that-is-not-there");
        var refusal = await Should.ThrowAsync<DocumentUnreadableException>(() => Reading.ReadAsync(reader, SmallPdf.Of(["x"]), s_source));
        refusal.Reason.ShouldBe(UnreadableReason.ToolMissing);
        refusal.Message.ShouldContain("poppler-utils");
        (await Reading.ReadAsync(new PdfReader(ReadingLimits.Default, infoProgram: "pdfinfo-that-is-not-there"), SmallPdf.Of(["x"]), s_source)).Title.ShouldBe("paper");
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
    [InlineData("これは日本", "語です。", "これは日本語です。")]
    [InlineData("soft\u00AD", "hyphen", "softhyphen")]
    public void Line_ends_are_joined_as_a_reader_would(string first, string second, string joined)
    {
        var builder = new Documents.Canonical.DocumentBuilder(s_source);
        PdfText.AddPages(builder, first + "\n" + second + "\n\f", CancellationToken.None);
        builder.Build().Text.ShouldBe(joined);
    }

    [Fact]
    public void Bullets_start_items_and_years_do_not()
    {
        var builder = new Documents.Canonical.DocumentBuilder(s_source);
        PdfText.AddPages(builder, "Things:\n• one that\n  goes on\n• two\n1. three\n\nIt was in\n2019. And so on.\n\f", CancellationToken.None);
        builder.Build().BlockTexts().ShouldBe(["Things:", "• one that goes on", "• two", "1. three", "It was in 2019. And so on."]);
    }

    [Fact]
    public void Numbered_headings_lone_bullets_and_page_numbers_are_no_part_of_paragraphs()
    {
        var builder = new Documents.Canonical.DocumentBuilder(s_source);
        PdfText.AddPages(builder, "before\n2.1. Directory layout\nThe text of\n1.5 million words\n\n•\n\nitem\n\n17\n\f18\n\f", CancellationToken.None);
        builder.Build().BlockTexts().ShouldBe(["before", "2.1. Directory layout", "The text of 1.5 million words", "item", "18"]);
    }
}
