using System.Text;
using Groundwork.TestKit.Samples;

namespace Groundwork.Documents.Tests.Readers.Containers;

public sealed class ZipReaderTests
{
    [Fact]
    public async Task Each_file_is_a_document_under_the_archives_name()
    {
        var parts = await Opening.PartsAsync("a.zip", ZipSample.Of(("docs/", ""), ("docs/one.md", "# One\n\nText."), ("docs/größe.txt", "Two."), ("page.html", "<p>Three</p>")));
        parts.Told().ShouldBe(["a.zip!/docs/one.md text/markdown", "a.zip!/docs/größe.txt text/plain", "a.zip!/page.html text/html"]);
        var documents = await parts.DocumentsAsync();
        documents.Select(document => document.Title).ShouldBe(["One", "größe", "page"]);
        documents.ShouldAllBe(document => document.Source.Path == "folder/a.zip");
    }

    [Fact]
    public async Task Hidden_files_and_junk_are_passed_over_in_silence() =>
        (await Opening.PartsAsync("a.zip", ZipSample.Of(("__MACOSX/._a.txt", "x"), (".DS_Store", "x"), ("a/.git/config", "x"), ("a/Thumbs.db", "x"), ("a/b.txt", "kept")))).Told()
            .ShouldBe(["a.zip!/a/b.txt text/plain"]);

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("/etc/passwd")]
    [InlineData("C:\\windows\\a.txt")]
    [InlineData("a\\..\\..\\b.txt")]
    public async Task A_name_that_leads_outside_is_reported_and_the_rest_is_read(string name) =>
        (await Opening.PartsAsync("a.zip", ZipSample.Of((name, "x"), ("good.txt", "text")))).Told().ShouldBe([$"{name}: Hostile", "a.zip!/good.txt text/plain"]);

    [Fact]
    public async Task Entries_that_cannot_be_read_say_why()
    {
        var zip = new ZipSample()
            .Add("locked.txt", "secret"u8.ToArray(), flags: 1)
            .Add("link", "/etc/passwd"u8.ToArray(), attributes: 0xA1FF0000)
            .Add("odd.txt", "packed by lzma"u8.ToArray(), method: 14)
            .Add("bad.txt", "text"u8.ToArray(), checksum: 7)
            .Add("program.exe", [0, 1, 2, 3])
            .Add("huge.txt", "small"u8.ToArray(), claimedBytes: 3_000_000_000)
            .Add("fine.txt", "text"u8.ToArray(), method: 0)
            .ToArray();
        (await Opening.PartsAsync("a.zip", zip)).Told().ShouldBe(
            ["locked.txt: Encrypted", "link: Hostile", "odd.txt: UnsupportedFormat", "bad.txt: Damaged", "program.exe: UnsupportedFormat", "huge.txt: TooLarge", "a.zip!/fine.txt text/plain"]);
    }

    [Fact]
    public async Task Two_of_the_same_name_get_two_ids() =>
        (await Opening.PartsAsync("a.zip", ZipSample.Of(("a.txt", "one"), ("a.txt", "two")))).Told().ShouldBe(["a.zip!/a.txt text/plain", "a.zip!/a.txt~2 text/plain"]);

    [Fact]
    public async Task Names_of_old_programs_are_code_page_437() =>
        (await Opening.PartsAsync("a.zip", new ZipSample().Add("", "x"u8.ToArray(), rawName: [0x9A, (byte)'b', 0x81, .. ".txt"u8]).ToArray())).Told().ShouldBe(["a.zip!/Übü.txt text/plain"]);

    [Fact]
    public async Task Control_and_direction_characters_leave_names() =>
        (await Opening.PartsAsync("a.zip", ZipSample.Of(("a\u0000\u202Etxt.exe.txt", "x")))).Told().ShouldBe(["a.zip!/atxt.exe.txt text/plain"]);

    [Fact]
    public async Task The_bytes_decide_against_a_lying_name()
    {
        var parts = await Opening.PartsAsync("a.zip", new ZipSample().Add("letter.txt", SmallPdf.Of(["Hello from a page"])).ToArray());
        parts.Told().ShouldBe(["a.zip!/letter.txt application/pdf"]);
        var document = (await parts.DocumentsAsync()).ShouldHaveSingleItem();
        document.Text.ShouldBe("Hello from a page");
        document.Notes.ShouldContain(note => note.Contains(".txt", StringComparison.Ordinal) && note.Contains("application/pdf", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_archive_behind_a_program_that_unpacks_it_is_read() =>
        (await Opening.PartsAsync("a.zip", [.. "#!/bin/sh\nexit\n"u8, .. ZipSample.Of(("a.txt", "text"))])).Told().ShouldBe(["a.zip!/a.txt text/plain"]);

    [Fact]
    public async Task Containers_in_containers_are_opened_to_the_limit()
    {
        var inner = ZipSample.Of(("deep.txt", "deep"));
        for (var i = 0; i < 6; i++) inner = new ZipSample().Add("z.zip", inner).Add($"at{i}.txt", Encoding.ASCII.GetBytes("text")).ToArray();
        (await Opening.PartsAsync("a.zip", inner)).Told().ShouldBe(
        [
            "z.zip!/z.zip!/z.zip!/z.zip: Hostile", "a.zip!/z.zip!/z.zip!/z.zip!/at2.txt text/plain", "a.zip!/z.zip!/z.zip!/at3.txt text/plain", "a.zip!/z.zip!/at4.txt text/plain", "a.zip!/at5.txt text/plain",
        ]);
    }

    [Fact]
    public async Task Mails_archives_and_records_inside_keep_their_way()
    {
        var zip = new ZipSample()
            .Add("m.eml", "Subject: Hi\n\nBody"u8.ToArray())
            .Add("r.jsonl", "{\"id\":\"r1\",\"text\":\"record\"}\n{\"id\":\"r1\",\"text\":\"again\"}\n"u8.ToArray())
            .Add("t.tgz", new TarSample().Add("x/y.txt", "text").ToGzip())
            .Add("broken.zip", "PK\u0003\u0004 and nothing"u8.ToArray())
            .ToArray();
        (await Opening.PartsAsync("a.zip", zip)).Told().ShouldBe(
            ["a.zip!/m.eml text/x-mail-body", "a.zip!/r.jsonl!/r1 text/plain", "r.jsonl!/line 2: DuplicateId", "a.zip!/t.tgz!/x/y.txt text/plain", "broken.zip: Damaged"]);
    }

    [Fact]
    public async Task Limits_are_counted_while_unpacking_and_end_everything()
    {
        var zeros = new ZipSample().Add("a.txt", new byte[40 << 20]).Add("b.txt", "text"u8.ToArray()).ToArray();
        (await Should.ThrowAsync<DocumentUnreadableException>(() => Opening.PartsAsync("a.zip", zeros))).Reason.ShouldBe(UnreadableReason.Hostile);
        (await Should.ThrowAsync<DocumentUnreadableException>(() => Opening.PartsAsync("a.zip", new ZipSample().Add("z.zip", zeros).ToArray()))).Reason.ShouldBe(UnreadableReason.Hostile);
        (await Should.ThrowAsync<DocumentUnreadableException>(() => Opening.PartsAsync("a.zip", zeros, new ReadingLimits { MaxArchiveBytes = 1000 }))).Reason.ShouldBe(UnreadableReason.TooLarge);
        (await Should.ThrowAsync<DocumentUnreadableException>(() => Opening.PartsAsync("a.zip", ZipSample.Of(("a", "a"), ("b", "b")), new ReadingLimits { MaxParts = 1 }))).Message.ShouldContain("MaxParts");
        (await Opening.PartsAsync("a.zip", zeros, new ReadingLimits { MaxBytes = 1000 })).Told().ShouldBe(["a.txt: TooLarge", "a.zip!/b.txt text/plain"]);
    }

    [Fact]
    public async Task Entries_that_share_bytes_are_refused()
    {
        var content = new byte[100_000];
        var zip = new ZipSample().Add("a", content).AddOver("b", 0, content).AddOver("c", 10, content).ToArray();
        (await Should.ThrowAsync<DocumentUnreadableException>(() => Opening.PartsAsync("a.zip", zip))).Reason.ShouldBe(UnreadableReason.Hostile);
    }

    [Fact]
    public async Task A_cut_archive_is_damaged()
    {
        var whole = ZipSample.Of(("a.txt", "some text"), ("b.txt", "more"));
        for (var length = 1; length < whole.Length; length++)
            (await Should.ThrowAsync<DocumentUnreadableException>(() => Opening.PartsAsync("a.zip", whole[..length]))).Reason.ShouldBe(UnreadableReason.Damaged);
    }

    [Fact]
    public async Task A_long_name_keeps_an_id_of_bounded_length()
    {
        var parts = await Opening.PartsAsync("a.zip", ZipSample.Of((new string('x', 3000) + ".txt", "one"), (new string('x', 3001) + ".txt", "two")));
        var ids = parts.OfType<ContainedPart.Readable>().Select(part => part.Source.Id.Value).ToList();
        ids.ShouldAllBe(id => id.Length <= 1024);
        ids.Distinct(StringComparer.Ordinal).Count().ShouldBe(2);
    }
}
