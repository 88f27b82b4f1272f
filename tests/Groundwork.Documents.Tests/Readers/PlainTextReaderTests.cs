using System.Text;

namespace Groundwork.Documents.Tests.Readers;

public sealed class PlainTextReaderTests
{
    [Fact]
    public async Task Blank_lines_part_paragraphs_and_places_name_their_lines()
    {
        const string source = "first one\r\nstill first\r\n\r\n \r\nsecond\r\n";
        var document = await Reading.TextAsync(MediaTypes.PlainText, source, "notes/my plan.txt");
        document.BlockTexts().ShouldBe(["first one\nstill first", "second"]);
        document.Title.ShouldBe("my plan");
        document.PlaceOf(document.Blocks[1].Span).Line.ShouldBe(5);
        document.ShouldPointAtTheRightLines(source);
    }

    [Fact]
    public async Task A_title_and_language_from_outside_are_kept()
    {
        var source = new SourceInfo(new DocumentId("d"), "d.txt", MediaTypes.PlainText, "Given", new Language.LanguageCode("ja"));
        var document = await Reading.ReadAsync(Reading.Readers.ReaderFor(MediaTypes.PlainText)!, "text"u8.ToArray(), source);
        document.Title.ShouldBe("Given");
        document.Language.Code.ShouldBe("ja");
    }

    [Fact]
    public async Task Nothing_and_white_space_are_empty()
    {
        (await Reading.RefusalAsync(MediaTypes.PlainText, [])).Reason.ShouldBe(UnreadableReason.Empty);
        (await Reading.RefusalAsync(MediaTypes.PlainText, " \r\n\t\n"u8.ToArray())).Reason.ShouldBe(UnreadableReason.Empty);
        (await Reading.RefusalAsync(MediaTypes.Markdown, "---\ntitle: x\n---\n\n<!-- nothing -->\n"u8.ToArray())).Reason.ShouldBe(UnreadableReason.Empty);
        (await Reading.RefusalAsync(MediaTypes.Html, "<html><body><script>x()</script></body></html>"u8.ToArray())).Reason.ShouldBe(UnreadableReason.Empty);
    }

    [Fact]
    public async Task An_endless_stream_ends_at_the_limit()
    {
        var readers = new ReaderSet(new ReadingLimits { MaxBytes = 1 << 20 });
        using var endless = new EndlessStream();
        var source = new SourceInfo(new DocumentId("big"), "big.txt", MediaTypes.PlainText);
        var refusal = await Should.ThrowAsync<DocumentUnreadableException>(async () => await readers.ReaderFor(MediaTypes.PlainText)!.ReadAsync(endless, source, CancellationToken.None));
        refusal.Reason.ShouldBe(UnreadableReason.TooLarge);
        refusal.Message.ShouldContain("1048576");
        endless.Given.ShouldBeLessThan(1 << 22);
    }

    [Fact]
    public async Task A_known_length_beyond_the_limit_is_refused_without_reading()
    {
        using var directory = new TestKit.TemporaryDirectory();
        await using var huge = new FileStream(directory.File("huge.txt"), FileMode.CreateNew);
        huge.SetLength(200L << 20);
        var source = new SourceInfo(new DocumentId("huge"), "huge.txt", MediaTypes.PlainText);
        var refusal = await Should.ThrowAsync<DocumentUnreadableException>(async () => await Reading.Readers.ReaderFor(MediaTypes.PlainText)!.ReadAsync(huge, source, CancellationToken.None));
        refusal.Reason.ShouldBe(UnreadableReason.TooLarge);
        huge.Position.ShouldBe(0);
    }

    [Fact]
    public async Task Cancellation_leaves_as_cancellation()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        foreach (var mediaType in (string[])[MediaTypes.PlainText, MediaTypes.Markdown, MediaTypes.Html, MediaTypes.Pdf, MediaTypes.Docx])
        {
            using var stream = new MemoryStream(Encoding.UTF8.GetBytes("text"));
            await Should.ThrowAsync<OperationCanceledException>(
                async () => await Reading.Readers.ReaderFor(mediaType)!.ReadAsync(stream, new SourceInfo(new DocumentId("d"), "d", mediaType), cancelled.Token));
        }
    }
}
