using System.Text;
using Groundwork.Documents.Canonical;

namespace Groundwork.Documents.Tests.Canonical;

public sealed class TextDecodingTests
{
    private const string Sample = "Grüße, 世界! Привет 😀\nsecond line\n";

    [Fact]
    public void Every_byte_order_mark_is_understood()
    {
        foreach (var encoding in (Encoding[])[new UTF8Encoding(true), Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32, new UTF32Encoding(true, true)])
            TextDecoding.Decode([.. encoding.GetPreamble(), .. encoding.GetBytes(Sample)], "x").Text.ShouldBe(Sample, encoding.WebName);
    }

    [Fact]
    public void Utf16_is_recognised_without_a_mark_and_noted()
    {
        foreach (var encoding in (Encoding[])[Encoding.Unicode, Encoding.BigEndianUnicode])
        {
            var decoded = TextDecoding.Decode(encoding.GetBytes("plain words, 世界\n"), "x");
            decoded.Text.ShouldBe("plain words, 世界\n");
            decoded.Notes.ShouldHaveSingleItem().ShouldContain(encoding.WebName);
        }
    }

    [Fact]
    public void Bytes_that_are_not_utf8_are_read_as_windows_1252_with_a_note_that_says_where()
    {
        var decoded = TextDecoding.Decode([.. "caf"u8, 0xE9, .. " costs 5 "u8, 0x80], "menu.txt");
        decoded.Text.ShouldBe("café costs 5 €");
        decoded.Notes.ShouldHaveSingleItem().ShouldContain("offset 3");
    }

    [Fact]
    public void Utf8_needs_no_note() => TextDecoding.Decode(Encoding.UTF8.GetBytes(Sample), "x").Notes.ShouldBeEmpty();

    [Fact]
    public void Binary_that_poses_as_text_is_refused()
    {
        byte[] png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 1, 0];
        Should.Throw<DocumentUnreadableException>(() => TextDecoding.Decode(png, "x.txt")).Reason.ShouldBe(UnreadableReason.Binary);
        var compressed = new byte[4096];
        new Random(7).NextBytes(compressed);
        Should.Throw<DocumentUnreadableException>(() => TextDecoding.Decode(compressed, "x.txt")).Reason.ShouldBe(UnreadableReason.Binary);
    }

    [Fact]
    public void A_stray_NUL_in_a_long_log_is_left_out_and_noted()
    {
        var log = string.Concat(Enumerable.Repeat("a line of the log\n", 200)) + "\0end";
        var decoded = TextDecoding.Decode(Encoding.UTF8.GetBytes(log), "x.log");
        decoded.Text.ShouldEndWith("log\nend");
        decoded.Notes.ShouldHaveSingleItem().ShouldContain("1 NUL");
    }

    [Theory]
    [InlineData("a\r\nb\rc\nd", "a\nb\nc\nd")]
    [InlineData("a\u0001b\u0007c\u007Fd", "abcd")]
    [InlineData("page\fbreak", "page break")]
    [InlineData("tab\tstays", "tab\tstays")]
    public void Characters_become_canonical(string raw, string expected) => CanonicalText.Clean(raw).ShouldBe(expected);

    [Fact]
    public void Half_a_surrogate_pair_is_replaced_and_a_whole_one_stays()
    {
        CanonicalText.Clean("half \uD83D pair \uDE00").ShouldBe("half \uFFFD pair \uFFFD");
        CanonicalText.Clean("\uD83D\uD83D\uDE00").ShouldBe("\uFFFD\uD83D\uDE00");
    }
}
