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
    [InlineData("photo.jpeg", MediaTypes.Jpeg)]
    [InlineData("letter.eml", MediaTypes.Email)]
    [InlineData("box.mbox", MediaTypes.Mailbox)]
    [InlineData("a.tgz", MediaTypes.Gzip)]
    [InlineData("setup.exe", MediaTypes.Unknown)]
    public void A_known_ending_decides_over_bytes_that_are_not_certain(string name, string expected)
    {
        MediaTypes.Of(name, "<html>words"u8).ShouldBe(expected);
        MediaTypes.Of(name, []).ShouldBe(expected);
    }

    public static TheoryData<string, byte[], string> Lies => new()
    {
        { "a.txt", [.. "%PDF-1.7\n"u8], MediaTypes.Pdf },
        { "a.bin", [.. "%PDF-1.7\n"u8], MediaTypes.Pdf },
        { "a.md", [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10], MediaTypes.Png },
        { "a.png", [0xFF, 0xD8, 0xFF, 0xE0], MediaTypes.Jpeg },
        { "a.txt", [.. "GIF89a"u8], MediaTypes.Gif },
        { "a.pdf", [(byte)'I', (byte)'I', 42, 0], MediaTypes.Tiff },
        { "a.txt", [0x1F, 0x8B, 8, 0], MediaTypes.Gzip },
        { "a.csv", [0x7F, (byte)'E', (byte)'L', (byte)'F'], MediaTypes.Unknown },
        { "a.txt", [.. "PK\u0003\u0004......[Content_Types].xml...word/document.xml"u8], MediaTypes.Docx },
        { "a.zip", [.. "PK\u0003\u0004......_rels/.rels...xl/workbook.xml"u8], "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" },
        { "a.pdf", [.. "PK\u0003\u0004......photo.jpg"u8], MediaTypes.Zip },
        { "a.txt", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "application/x-ole-storage" },
    };

    [Theory]
    [MemberData(nameof(Lies))]
    public void Bytes_that_are_certain_decide_over_a_lying_ending(string name, byte[] bytes, string expected) => MediaTypes.Of(name, bytes).ShouldBe(expected);

    [Fact]
    public void Names_that_share_a_packing_with_their_bytes_are_no_lies()
    {
        MediaTypes.Of("a.jar", "PK\u0003\u0004......META-INF/"u8).ShouldBe("application/java-archive");
        MediaTypes.Of("a.docx", "PK\u0003\u0004......far.away"u8).ShouldBe(MediaTypes.Docx);
        MediaTypes.Of("a.docx", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]).ShouldBe(MediaTypes.Docx);
        MediaTypes.Of("a.doc", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]).ShouldBe("application/msword");
        MediaTypes.Of("a.txt", "<html>page source"u8).ShouldBe(MediaTypes.PlainText);
    }

    [Theory]
    [InlineData("%PDF-1.7\n", MediaTypes.Pdf)]
    [InlineData("PK\u0003\u0004......[Content_Types].xml..word/document.xml", MediaTypes.Docx)]
    [InlineData("PK\u0003\u0004......word/document.xml", MediaTypes.Zip)]
    [InlineData("PK\u0003\u0004..[Content_Types].xml....xl/workbook.xml", MediaTypes.Xlsx)]
    [InlineData("PK\u0003\u0004..[Content_Types].xml....ppt/presentation.xml", MediaTypes.Pptx)]
    [InlineData("PK\u0003\u0004..mimetypeapplication/vnd.oasis.opendocument.text-templatePK", MediaTypes.Ott)]
    [InlineData("PK\u0003\u0004..mimetypeapplication/epub+zipPK", MediaTypes.Epub)]
    [InlineData("{\\rtf1\\ansi words}", MediaTypes.Rtf)]
    [InlineData("just words\n", MediaTypes.PlainText)]
    [InlineData("  <!DOCTYPE HTML><p>", MediaTypes.Html)]
    [InlineData("\u0000\u0001\u0002\u0003binary", MediaTypes.Unknown)]
    [InlineData("From ann@example.org Sat Jan  3 01:05:34 2026\nSubject: x\n", MediaTypes.Mailbox)]
    [InlineData("Return-Path: <a@b>\nSubject: x\n", MediaTypes.Email)]
    [InlineData("From here on\nthere are words: many\n", MediaTypes.PlainText)]
    [InlineData("", MediaTypes.PlainText)]
    public void The_first_bytes_decide_when_the_ending_is_unknown(string beginning, string expected) =>
        MediaTypes.Of("LICENSE", Encoding.UTF8.GetBytes(beginning)).ShouldBe(expected);

    [Fact]
    public void Utf16_without_a_known_ending_is_text() =>
        MediaTypes.Of("notes", Encoding.Unicode.GetBytes("Words in two bytes each.")).ShouldBe(MediaTypes.PlainText);

    [Fact]
    public void Formats_of_other_programs_have_no_reader_and_the_error_names_the_formats()
    {
        foreach (var name in (string[])["a.svg", "a.7z", "a.exe", "a.rar"])
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
