using System.Text;
using Groundwork.TestKit;

namespace Groundwork.Documents.Tests.Readers;

public sealed class JsonLinesReaderTests
{
    private static async Task<List<ContainedPart>> OpenAsync(byte[] bytes, ReadingLimits? limits = null)
    {
        using var stream = new MemoryStream(bytes);
        return await OpenAsync(stream, limits);
    }

    private static async Task<List<ContainedPart>> OpenAsync(Stream stream, ReadingLimits? limits = null)
    {
        var container = new ReaderSet(limits ?? ReadingLimits.Default).ContainerFor(MediaTypes.JsonLines)!;
        var parts = new List<ContainedPart>();
        await foreach (var part in container.OpenAsync(stream, new SourceInfo(new DocumentId("c.jsonl"), "c.jsonl", MediaTypes.JsonLines), CancellationToken.None)) parts.Add(part);
        return parts;
    }

    private static Task<List<ContainedPart>> OpenAsync(string text) => OpenAsync(Encoding.UTF8.GetBytes(text));

    private static ContainedPart.Broken Broken(ContainedPart part, string place, UnreadableReason reason)
    {
        var broken = part.ShouldBeOfType<ContainedPart.Broken>();
        broken.Place.ShouldBe(place);
        broken.Problem.Reason.ShouldBe(reason, broken.Problem.Message);
        return broken;
    }

    [Fact]
    public async Task A_record_becomes_a_document_on_its_line()
    {
        var parts = await OpenAsync("\uFEFF{\"id\":\"a\",\"text\":\"x\"}\r\n\r\n  \n{\"_id\": 12, \"title\": \"T\", \"text\": \"one\\r\\ntwo\\u0000\\n\\nthree 😀\", \"lang\": \"de-DE\"}");
        parts.Count.ShouldBe(2);
        var part = parts[1].ShouldBeOfType<ContainedPart.Readable>();
        part.Source.FirstLine.ShouldBe(4);
        part.Source.Path.ShouldBe("c.jsonl");
        var document = await Reading.ReadAsync(Reading.Readers.ReaderFor(part.Source.MediaType)!, part.Content.ToArray(), part.Source);
        document.Id.Value.ShouldBe("12");
        document.Title.ShouldBe("T");
        document.Language.Code.ShouldBe("de");
        document.Text.ShouldBe("one\ntwo\n\nthree 😀");
        document.Blocks.Count.ShouldBe(2);
        foreach (var block in document.Blocks) document.PlaceOf(block.Span).Line.ShouldBe(4);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n \r\n\t\n")]
    public async Task A_file_without_any_record_is_told(string content)
    {
        var parts = await OpenAsync(content);
        parts.ShouldHaveSingleItem().ShouldBeOfType<ContainedPart.Broken>().Problem.Reason.ShouldBe(UnreadableReason.Empty);
    }

    [Fact]
    public async Task Other_fields_become_metadata()
    {
        var parts = await OpenAsync("""{"id":"a","text":"x","Year":2024,"open":true,"tag":"red","tags":["a","b"],"mixed":["a",1],"when":"2024-02-29","at":"2024-02-29T10:00:00.5+02:00","not":"2024-02-30","nothing":null,"deep":{"a":1},"big":1e999,"blank":" "}""");
        var metadata = parts[0].ShouldBeOfType<ContainedPart.Readable>().Source.Metadata!;
        metadata.Keys.ShouldBe(["year", "open", "tag", "tags", "when", "at", "not"], ignoreOrder: true);
        metadata["year"].ShouldBe(new MetadataValue.Number(2024));
        metadata["open"].ShouldBe(new MetadataValue.Flag(true));
        metadata["tags"].ShouldBeOfType<MetadataValue.Keywords>().Values.ShouldBe(["a", "b"]);
        metadata["when"].ShouldBe(new MetadataValue.Date(new DateTimeOffset(2024, 2, 29, 0, 0, 0, TimeSpan.Zero)));
        metadata["at"].ShouldBe(new MetadataValue.Date(new DateTimeOffset(2024, 2, 29, 10, 0, 0, 500, TimeSpan.FromHours(2))));
        metadata["not"].ShouldBeOfType<MetadataValue.Keywords>();
    }

    [Fact]
    public async Task A_broken_line_is_told_and_the_rest_goes_on()
    {
        var parts = await OpenAsync(Encoding.Latin1.GetBytes(string.Join('\n',
            "{\"id\":\"a\",\"text\":\"first\"}",
            "not json",
            "[1,2]",
            "{\"text\":\"no id\"}",
            "{\"id\":\"\",\"text\":\"empty id\"}",
            "{\"id\":\"t\",\"title\":\"only a title\"}",
            "{\"id\":\"u\",\"text\":7}",
            "{\"id\":\"v\",\"text\":\" \\n \"}",
            "{\"id\":\"a\",\"text\":\"again\"}",
            "{\"id\":\"w\",\"text\":\"\\uD800\"}",
            "{\"id\":\"caf\u00E9\",\"text\":\"latin\"}",
            new string('[', 5000),
            "{\"id\":\"t\",\"text\":\"a broken record does not take the id\"}")));
        Broken(parts[1], "line 2", UnreadableReason.Damaged);
        Broken(parts[2], "line 3", UnreadableReason.Damaged).Problem.Message.ShouldContain("Array");
        Broken(parts[3], "line 4", UnreadableReason.Incomplete).Problem.Message.ShouldContain("id");
        Broken(parts[4], "line 5", UnreadableReason.Incomplete);
        Broken(parts[5], "line 6", UnreadableReason.Incomplete).Problem.Message.ShouldContain("text");
        Broken(parts[6], "line 7", UnreadableReason.Incomplete);
        Broken(parts[7], "line 8", UnreadableReason.Incomplete);
        Broken(parts[8], "line 9", UnreadableReason.DuplicateId).Problem.Message.ShouldContain("\"a\"");
        Broken(parts[9], "line 10", UnreadableReason.Damaged);
        Broken(parts[10], "line 11", UnreadableReason.Damaged).Problem.Message.ShouldContain("UTF-8");
        Broken(parts[11], "line 12", UnreadableReason.Damaged);
        parts[12].ShouldBeOfType<ContainedPart.Readable>();
        parts.Count.ShouldBe(13);
    }

    [Fact]
    public async Task A_line_beyond_the_limit_is_passed_over()
    {
        var limits = new ReadingLimits { MaxRecordBytes = 1000 };
        var text = "{\"id\":\"a\",\"text\":\"" + new string('x', 200_000) + "\"}\n{\"id\":\"b\",\"text\":\"after\"}\n";
        var parts = await OpenAsync(Encoding.UTF8.GetBytes(text), limits);
        Broken(parts[0], "line 1", UnreadableReason.TooLarge).Problem.Message.ShouldContain("1000");
        parts[1].ShouldBeOfType<ContainedPart.Readable>().Source.Id.Value.ShouldBe("b");
    }

    [Fact]
    public async Task A_line_at_the_limit_is_read_and_one_byte_more_is_not()
    {
        const string line = "{\"id\":\"a\",\"text\":\"exact\"}";
        (await OpenAsync(Encoding.UTF8.GetBytes(line), new ReadingLimits { MaxRecordBytes = line.Length }))[0].ShouldBeOfType<ContainedPart.Readable>();
        (await OpenAsync(Encoding.UTF8.GetBytes(line), new ReadingLimits { MaxRecordBytes = line.Length - 1 }))[0].ShouldBeOfType<ContainedPart.Broken>();
    }

    [Fact]
    public async Task Parts_are_given_while_the_stream_still_runs()
    {
        using var endless = new EndlessStream((byte)'\n');
        var container = Reading.Readers.ContainerFor(MediaTypes.JsonLines)!;
        using var cancelling = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in container.OpenAsync(endless, new SourceInfo(new DocumentId("c"), "c", MediaTypes.JsonLines), cancelling.Token)) Assert.Fail("no part is there");
        });
    }

    [Fact]
    public async Task Utf16_is_refused_as_a_whole() =>
        (await Should.ThrowAsync<DocumentUnreadableException>(() => OpenAsync([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("{}")]))).Message.ShouldContain("UTF-16");

    [Fact]
    public async Task A_record_names_its_own_format()
    {
        var parts = await OpenAsync("{\"id\":\"m\",\"mediaType\":\"text/markdown\",\"text\":\"# Head\\n\\n*x*\"}");
        var part = parts[0].ShouldBeOfType<ContainedPart.Readable>();
        var document = await Reading.ReadAsync(Reading.Readers.ReaderFor(part.Source.MediaType)!, part.Content.ToArray(), part.Source);
        document.Text.ShouldBe("Head\n\nx");
        document.Title.ShouldBe("Head");
    }

    [FixtureFact("scifact")]
    public async Task A_real_corpus_is_read_whole()
    {
        var path = Path.Combine(Fixtures.Find("scifact")!, "corpus.jsonl");
        await using var file = File.OpenRead(path);
        var parts = await OpenAsync(file);
        parts.Count.ShouldBe(File.ReadLines(path).Count());
        parts.ShouldAllBe(part => part is ContainedPart.Readable);
    }

    [Fact]
    public async Task A_record_brings_its_vector_as_numbers_or_base64_or_says_what_is_wrong_with_it()
    {
        var base64 = Convert.ToBase64String(System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>([1.5f, -2]));
        var nan = Convert.ToBase64String(System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>([1, float.NaN]));
        (await VectorOfAsync("\"vector\":[1.5,-2]")).ShouldNotBeNull().Values.ToArray().ShouldBe([1.5f, -2]);
        (await VectorOfAsync($"\"vectorBase64\":\"{base64}\"")).ShouldNotBeNull().Values.ToArray().ShouldBe([1.5f, -2]);
        foreach (var none in new[] { "\"vector\":\"north\"", "\"vector\":[\"a\",\"b\"]", "\"vector\":[]", "\"vector\":null" }) (await VectorOfAsync(none)).ShouldBeNull(none);
        foreach (var (wrong, what) in new[]
                 {
                     ("\"vector\":[1,1e400]", "number 2 of it is 1e400"), ("\"vector\":[1,null]", "number 2 of it is null"),
                     ($"\"vector\":[{string.Join(',', Enumerable.Repeat(1, 4097))}]", "4097"), ($"\"vectorBase64\":\"{nan}\"", "NaN"),
                     ("\"vectorBase64\":\"AAA=\"", "no base64"), ("\"vectorBase64\":7", "no base64"), ("\"vectorBase64\":\"?\"", "no base64"),
                 })
        {
            var vector = (await VectorOfAsync(wrong)).ShouldNotBeNull(wrong);
            vector.Problem.ShouldNotBeNull().ShouldContain(what);
            vector.Values.IsEmpty.ShouldBeTrue();
        }

        async Task<GivenVector?> VectorOfAsync(string member)
        {
            var source = (await OpenAsync($"{{\"id\":1,\"text\":\"x\",{member}}}"))[0].ShouldBeOfType<ContainedPart.Readable>().Source;
            source.Metadata?.ContainsKey("vectorbase64").ShouldBeFalse();
            return source.Vector;
        }
    }
}
