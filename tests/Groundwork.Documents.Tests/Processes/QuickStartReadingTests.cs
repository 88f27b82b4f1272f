namespace Groundwork.Documents.Tests.Processes;

public sealed class QuickStartReadingTests
{
    [Fact]
    public async Task Only_the_first_small_texts_are_read_here()
    {
        var (here, elsewhere) = (new Place(), new Place());
        await using var reading = new QuickStartReading(here, elsewhere);
        await ReadAsync(reading, MediaTypes.Html, 10);
        await ReadAsync(reading, MediaTypes.PlainText, QuickStartReading.MostBytes + 1);
        (here.Read, elsewhere.Read).ShouldBe((0, 2));
        for (var i = 0; i < QuickStartReading.MostHere + 3; i++) await ReadAsync(reading, i % 2 == 0 ? MediaTypes.Markdown : MediaTypes.PlainText, 10);
        (here.Read, elsewhere.Read).ShouldBe((QuickStartReading.MostHere, 5));
    }

    private static async Task ReadAsync(QuickStartReading reading, string mediaType, int bytes) =>
        await Should.ThrowAsync<DocumentUnreadableException>(async () => await reading.ReadAsync(new SourceInfo(new DocumentId("a"), "/a", mediaType), new byte[bytes], default));

    private sealed class Place : IDocumentReading
    {
        public int Read { get; private set; }

        public ValueTask<Document> ReadAsync(SourceInfo source, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
        {
            Read++;
            throw new DocumentUnreadableException(UnreadableReason.Empty, "Nothing here.");
        }

        public ValueTask RestAsync() => ValueTask.CompletedTask;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
