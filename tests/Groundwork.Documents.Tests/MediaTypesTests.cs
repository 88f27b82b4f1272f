using System.Text;

namespace Groundwork.Documents.Tests;

public sealed class MediaTypesTests
{
    [Theory]
    [InlineData("README.md", MediaTypes.Markdown)]
    [InlineData("a/b/PAGE.HTM", MediaTypes.Html)]
    [InlineData("corpus.jsonl", MediaTypes.JsonLines)]
    [InlineData("corpus.ndjson", MediaTypes.JsonLines)]
    [InlineData("x.pdf", MediaTypes.Pdf)]
    [InlineData("x.docx", MediaTypes.Docx)]
    [InlineData("Program.cs", "text/x-csharp")]
    [InlineData("notes.org", MediaTypes.PlainText)]
    [InlineData("table.CSV", MediaTypes.Csv)]
    [InlineData("data.json", MediaTypes.Json)]
    [InlineData("photo.jpeg", "image/jpeg")]
    [InlineData("setup.exe", MediaTypes.Unknown)]
    public void A_known_ending_decides(string name, string expected) => MediaTypes.Of(name, "%PDF-"u8).ShouldBe(expected);

    [Theory]
    [InlineData("%PDF-1.7\n", MediaTypes.Pdf)]
    [InlineData("PK\u0003\u0004......word/document.xml", MediaTypes.Docx)]
    [InlineData("PK\u0003\u0004......xl/workbook.xml", "application/zip")]
    [InlineData("just words\n", MediaTypes.PlainText)]
    [InlineData("  <!DOCTYPE HTML><p>", MediaTypes.Html)]
    [InlineData("\u0000\u0001\u0002\u0003binary", MediaTypes.Unknown)]
    [InlineData("", MediaTypes.PlainText)]
    public void The_first_bytes_decide_when_the_ending_is_unknown(string beginning, string expected) =>
        MediaTypes.Of("LICENSE", Encoding.UTF8.GetBytes(beginning)).ShouldBe(expected);

    [Fact]
    public void Utf16_without_a_known_ending_is_text() =>
        MediaTypes.Of("notes", Encoding.Unicode.GetBytes("Words in two bytes each.")).ShouldBe(MediaTypes.PlainText);

    [Fact]
    public void Images_archives_and_programs_have_no_reader_and_the_error_names_the_formats()
    {
        foreach (var name in (string[])["a.png", "a.zip", "a.exe", "a.xlsx"])
        {
            var mediaType = MediaTypes.OfName(name)!;
            Reading.Readers.ReaderFor(mediaType).ShouldBeNull();
            Reading.Readers.ContainerFor(mediaType).ShouldBeNull();
            var refusal = Reading.Readers.Unsupported(new SourceInfo(new DocumentId(name), name, mediaType));
            refusal.Reason.ShouldBe(UnreadableReason.UnsupportedFormat);
            refusal.Message.ShouldContain(name);
            refusal.Message.ShouldContain("Markdown");
        }
    }
}
